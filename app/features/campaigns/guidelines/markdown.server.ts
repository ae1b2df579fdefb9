import MarkdownIt from "markdown-it";

// No HTML of the writer's, no images, and no inline styles, which the site's policy refuses.
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false }).disable(["image", "table"]);
const openLink = markdown.renderer.rules.link_open;
markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
  tokens[index]?.attrSet("rel", "noopener noreferrer nofollow");
  tokens[index]?.attrSet("target", "_blank");
  return openLink ? openLink(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
};

/** A requester's text as HTML that can neither run nor load anything. */
export function markdownToHtml(text: string): string {
  return markdown.render(text);
}
