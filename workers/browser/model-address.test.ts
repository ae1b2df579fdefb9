import { expect, test } from "vitest";
import { cacheName, fileAddress, isOwnKey, modelOfCache, pieceKey, stateKey } from "#workers/browser/model-address.ts";

const revision = "12fd25f77366fa6b3b4b768ec3050bf629380bac";
const ofHub = { id: "somebody/a-model", revision, source: "hub", hubUrl: "https://hub.example/" } as const;
const ofSite = { id: "praca/starter", revision: "abc", source: "site", hubUrl: "https://hub.example" } as const;

test("a model of a hub is asked for by id and revision", () => {
  expect(fileAddress(ofHub, "https://praca.example", "onnx/model_q4.onnx")).toBe(
    `https://hub.example/somebody/a-model/resolve/${revision}/onnx/model_q4.onnx`,
  );
});

test("our own models come from the site, and each revision has an address of its own", () => {
  const address = fileAddress(ofSite, "https://praca.example", "config.json");
  expect(address).toBe("https://praca.example/models/praca/starter/config.json?revision=abc");
  expect(fileAddress({ ...ofSite, revision: "abd" }, "https://praca.example", "config.json")).not.toBe(address);
});

test("the name of a cache says whose it is, and other names are nobody's", () => {
  expect(modelOfCache(cacheName(ofHub))).toEqual({ id: ofHub.id, revision });
  for (const name of ["transformers-cache", "praca", "praca somebody/a-model", "workbox a b"]) {
    expect(modelOfCache(name)).toBeNull();
  }
});

test("pieces of one file have keys of their own, and what earlier versions kept is told from them", () => {
  const address = fileAddress(ofSite, "https://praca.example", "onnx/model.onnx");
  const keys = [pieceKey(address, 0), pieceKey(address, 1), stateKey(address), pieceKey(`${address}x`, 0)];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every(isOwnKey)).toBe(true);
  expect(isOwnKey(address)).toBe(false);
});
