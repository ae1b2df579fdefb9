import { expect, test } from "vitest";
import { labelOptionsSchema } from "#app/features/campaigns/kind-options.ts";
import { labelDraft, marked, toggled, unmarked } from "#app/features/tasks/forms/label-draft.ts";
import { foundLabels, listedLabels } from "#app/features/tasks/forms/label-tree.ts";

const options = labelOptionsSchema.parse({
  multiple: true,
  spans: true,
  labels: [
    { id: "number", title: "Wrong number", parent: "facts" },
    { id: "tone", title: "Tom áspero" },
    { id: "facts", title: "Facts" },
    { id: "made-up", title: "Made up", parent: "facts" },
  ],
});
const one = { ...options, multiple: false };

test("each label is followed by its own", () => {
  expect(listedLabels(options).map(({ path }) => path)).toEqual([
    "Tom áspero",
    "Facts",
    "Facts › Wrong number",
    "Facts › Made up",
  ]);
});

test("labels are found by any words of their path, whatever the accents", () => {
  const found = (typed: string) => foundLabels(listedLabels(options), typed).map(({ id }) => id);
  expect(found("ASPERO")).toEqual(["tone"]);
  expect(found("num fact")).toEqual(["number"]);
  expect(found("")).toHaveLength(4);
  expect(found("zebra")).toEqual([]);
});

test("a place is marked once with a label, which is chosen with it", () => {
  const span = { start: 4, end: 9, label: "tone" };
  const draft = marked(marked(labelDraft(null), span, options), span, options);
  expect(draft).toMatchObject({ labels: ["tone"], spans: [span] });
  expect(unmarked(draft, span)).toMatchObject({ labels: ["tone"], spans: [] });
});

test("a label that is given up takes its marks with it", () => {
  const draft = marked(labelDraft({ labels: ["facts"] }), { start: 0, end: 3, label: "tone" }, options);
  expect(toggled(draft, "tone", options)).toMatchObject({ labels: ["facts"], spans: [] });
});

test("where one label is chosen, a new one takes the place of the old and of its marks", () => {
  const draft = marked(labelDraft(null), { start: 0, end: 3, label: "tone" }, one);
  expect(toggled(draft, "facts", one)).toMatchObject({ labels: ["facts"], spans: [] });
  expect(marked(draft, { start: 5, end: 8, label: "facts" }, one)).toMatchObject({
    labels: ["facts"],
    spans: [{ start: 5, end: 8, label: "facts" }],
  });
});
