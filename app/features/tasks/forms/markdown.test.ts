import { expect, test } from "vitest";
import { formatted } from "#app/features/tasks/forms/markdown.client.ts";

test("Markdown is laid out, code is kept as it is", async () => {
  expect(await formatted("# Pack\n\n- **socks**\n\n`a < b`")).toBe(
    "<p data-heading>Pack</p><ul>\n<li><strong>socks</strong></li>\n</ul>\n<p><code>a &lt; b</code></p>\n",
  );
});

test("HTML and script stay text", async () => {
  const html = await formatted('<script>alert(1)</script>\n\n<img src=x onerror="alert(1)"> <b>bold</b>');
  expect(html).not.toMatch(/<(?:script|img|b)\b/);
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});

test("links and images lead nowhere and load nothing: they stay what was written", async () => {
  const html = await formatted(
    "[click](javascript:alert(1)) ![x](https://a.example/p.png) <https://b.example>\n\n[r]: /x",
  );
  expect(html).not.toMatch(/<(?:a|img)\b/);
  expect(html).toContain("[click](javascript:alert(1))");
  expect(html).toContain("![x](https://a.example/p.png)");
});

test("a table has no inline style, and what is hidden is named", async () => {
  const html = await formatted("| a | b\u202e |\n| :-: | --: |\n| 1 | 2 |");
  expect(html).toContain("<table>");
  expect(html).not.toContain("style=");
  expect(html).toContain("[U+202E]");
});
