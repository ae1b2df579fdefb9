import { expect, test } from "vitest";
import { markdownToHtml } from "#app/features/campaigns/guidelines/markdown.server.ts";

test("lists, emphasis and headings become HTML", () => {
  expect(markdownToHtml("## Prefer\n\n- *complete* lists")).toBe(
    "<h2>Prefer</h2>\n<ul>\n<li><em>complete</em> lists</li>\n</ul>\n",
  );
});

test("HTML of the writer's is shown, never run", () => {
  const html = markdownToHtml('<script>alert(1)</script> <img src=x onerror="alert(1)">');
  expect(html).not.toContain("<script");
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;script&gt;");
});

test("a link leads out without power over us; one that would run a script is text", () => {
  expect(markdownToHtml("[rules](https://example.org)")).toContain(
    'rel="noopener noreferrer nofollow" target="_blank"',
  );
  expect(markdownToHtml("[rules](javascript:alert(1))")).not.toContain("href");
});

test("nothing is loaded from elsewhere and nothing carries a style", () => {
  const html = markdownToHtml("![x](https://example.org/x.png)\n\n| a |\n| :-: |\n| b |");
  expect(html).not.toContain("<img");
  expect(html).not.toContain("style=");
});
