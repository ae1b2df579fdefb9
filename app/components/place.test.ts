import { expect, test } from "vitest";
import { DotIcon } from "#app/components/icons.tsx";
import { isAt, needsReload, type Place } from "#app/components/place.ts";

const place = (path: string, needsDocument = false): Place => ({
  ...{ path, label: path, key: "x", needsDocument },
  Icon: DotIcon,
});
const isolated = place("/alone", true);
const list = place("/list");
const places = [isolated, list];

test("one is at a place on its own address and below it", () => {
  expect(isAt(list, "/list")).toBe(true);
  expect(isAt(list, "/list/1")).toBe(true);
  expect(isAt(list, "/listing")).toBe(false);
});

test("a page with headers of its own is entered and left by a fresh document", () => {
  expect(needsReload(places, "/list", isolated)).toBe(true);
  expect(needsReload(places, "/alone", list)).toBe(true);
  expect(needsReload(places, "/list", list)).toBe(false);
});
