type GuidelinesProps = { html: string };

const look = [
  "grid max-w-prose gap-3 [&_a]:link [&_code]:rounded-control [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono",
  "[&_h1]:text-17 [&_h2]:text-17 [&_h3]:text-15 [&_li]:my-1 [&_ol]:list-decimal [&_ol]:pl-5 [&_ul]:list-disc [&_ul]:pl-5",
  "[&_blockquote]:border-l-2 [&_blockquote]:pl-3 [&_blockquote]:text-muted [&_pre]:overflow-x-auto [&_pre]:bg-sunken [&_pre]:p-3",
].join(" ");

/** Guidelines, rendered on the server from Markdown with HTML switched off. */
export function GuidelinesText({ html }: GuidelinesProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by markdownToHtml, which escapes all HTML of the writer's
  return <div className={look} dangerouslySetInnerHTML={{ __html: html }} />;
}
