import { expect, test } from "vitest";
import { sampleDigest } from "#app/features/samples/digest.ts";

test("the digest is SHA-256 of the text in UTF-8", () => {
  expect(sampleDigest("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sampleDigest("praça")).toBe("6fff2df76135da8ee59732dc3cda48bdfea74f56553d6625ff635534e2375e83");
});
