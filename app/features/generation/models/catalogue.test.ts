import { expect, test } from "vitest";
import { modelCardSchema } from "#app/features/campaigns/model-card.ts";
import { catalogue, findModel, sizeBytes, starter } from "#app/features/generation/models/catalogue.ts";
import { modelNamed, modelOf } from "#app/features/generation/models/model-of.ts";

test("every model of the catalogue says its size for each form that a device runs, and its chat template comes with it", () => {
  for (const model of catalogue) {
    for (const dtype of Object.values(model.dtypes)) {
      expect(sizeBytes(model, dtype)).toBeGreaterThan(1_000_000);
      expect(model.files[dtype]?.map(({ path }) => path)).toEqual(
        expect.arrayContaining(["config.json", "tokenizer.json", "tokenizer_config.json"]),
      );
    }
  }
});

test("a model of the hub is pinned to a whole commit, and its digests are SHA-256", () => {
  for (const model of catalogue.filter(({ source }) => source === "hub")) {
    expect(model.revision).toMatch(/^[0-9a-f]{40}$/);
    const digests = Object.values(model.files).flatMap((files) => files.flatMap(({ sha256 }) => sha256 ?? []));
    expect(digests.length).toBeGreaterThan(0);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  }
});

test("what the catalogue says of a hub's model, a requester's card could say, too", () => {
  for (const model of catalogue.filter(({ source }) => source === "hub")) {
    const { id: _, revision: __, source: ___, isReplayable: ____, knownAnswer: _____, ...card } = model;
    expect(modelCardSchema.safeParse(card).error?.issues ?? []).toEqual([]);
  }
});

test("the catalogue's word on a model counts more than a card's; an unknown one is as its card says", () => {
  const [hub] = catalogue.filter(({ source }) => source === "hub");
  if (!hub) throw new Error("the catalogue has a model of the hub");
  const { name, licence, licenceUrl, languages, parameters, contextTokens, dtypes, files } = hub;
  const card = modelCardSchema.parse({
    ...{ name: "Another name", licence, licenceUrl, languages, parameters, contextTokens, dtypes, files },
  });
  expect(name).not.toBe(card.name);
  expect(modelOf({ id: hub.id, revision: hub.revision, dtype: "q4", card })?.name).toBe(name);
  const own = { id: "someone/model", revision: "0".repeat(40), dtype: "q4", card };
  expect(modelOf(own)).toMatchObject({ name: "Another name", source: "hub", isReplayable: false });
  expect(modelOf({ id: own.id, revision: own.revision, dtype: "q4" })).toBeNull();
  expect(modelNamed([own], own)?.name).toBe("Another name");
  expect(modelNamed([], starter)).toBe(findModel(starter.id, starter.revision));
});

test("a card says the files of each form that a device runs, and no form that a device gets wrong", () => {
  const card = {
    ...{ name: "Tiny", licence: "MIT", licenceUrl: "https://opensource.org/license/mit", languages: ["en"] },
    ...{ parameters: 1_000_000, contextTokens: 256, dtypes: { webgpu: "q4", webgpuF16: "q4f16", wasm: "q8" } },
  };
  const file = (path: string) => [{ path, bytes: 1_000 }];
  const files = { q4: file("onnx/a.onnx"), q4f16: file("onnx/b.onnx"), q8: file("onnx/c.onnx") };
  const problems = (values: object) =>
    modelCardSchema.safeParse({ ...card, files, ...values }).error?.issues.map(({ path }) => path.join(".")) ?? [];
  expect(problems({})).toEqual([]);
  expect(problems({ files: { q4: files.q4 } })).toEqual(["files"]);
  expect(problems({ dtypes: { ...card.dtypes, webgpu: "q8" } })).toEqual(["dtypes.webgpu"]);
  expect(problems({ licenceUrl: "javascript:alert(1)" })).toEqual(["licenceUrl"]);
  expect(problems({ files: { ...files, q8: file("../../../secret") } })).toEqual(["files.q8.0.path"]);
  expect(problems({ name: "a\u202eb" })).toEqual(["name"]);
});
