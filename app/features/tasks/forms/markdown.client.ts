// Model output with its Markdown laid out. Nothing in it runs, loads or leads anywhere: HTML, images and links stay the text they
// are. The library comes with the first text that is looked at in this way.
import { withHiddenNamed } from "#app/features/tasks/forms/text-pieces.ts";

let renderer: Promise<(text: string) => string> | null = null;

export async function formatted(text: string): Promise<string> {
  renderer ??= load();
  return (await renderer)(withHiddenNamed(text));
}

async function load(): Promise<(text: string) => string> {
  const { default: Markdown } = await import("markdown-it");
  const markdown = new Markdown({ html: false, linkify: false, typographer: false, breaks: true });
  markdown.disable(["image", "link", "autolink", "reference"]);
  // A sample's headings are none of the page's, and the site's policy refuses the inline styles of aligned columns.
  markdown.renderer.rules.heading_open = () => "<p data-heading>";
  markdown.renderer.rules.heading_close = () => "</p>";
  for (const cell of ["th", "td"]) markdown.renderer.rules[`${cell}_open`] = () => `<${cell}>`;
  return (text) => markdown.render(text);
}
