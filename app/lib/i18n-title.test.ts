import { expect, test } from "vitest";
import { titleOf } from "#app/lib/i18n-title.ts";

const root = { handle: undefined, data: { locale: "en" } };

test("the deepest route with a title names the page", () => {
  const list = { handle: { title: "campaigns:page.title" }, data: {} };
  expect(titleOf([root, list])).toEqual({ key: "campaigns:page.title" });
  expect(titleOf([root, list, { handle: undefined, data: null }])).toEqual({ key: "campaigns:page.title" });
});

test("what a loader calls its page comes before the route's own title", () => {
  const detail = { handle: { title: "campaigns:page.title" }, data: { pageTitle: "Packing lists" } };
  expect(titleOf([root, detail])).toEqual({ text: "Packing lists" });
});

test("a page without a title has none", () => {
  expect(titleOf([root])).toBeNull();
  expect(titleOf([])).toBeNull();
});
