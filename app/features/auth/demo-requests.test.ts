import { Interface, id, Wallet } from "ethers";
import { expect, test } from "vitest";
import {
  messageOf,
  readableTransaction,
  readableTypedData,
  typedDataSchema,
} from "#app/features/auth/demo-requests.ts";
import { distributorAbi } from "#app/lib/chain.ts";

const contract = Wallet.createRandom().address;

test("a call of our contracts is told by name and arguments", () => {
  const data = new Interface(distributorAbi).encodeFunctionData("fund", [id("campaign"), 12n]);
  expect(readableTransaction({ to: contract, data })).toEqual({
    to: contract,
    call: "fund",
    fields: [
      { name: "campaignKey", value: id("campaign") },
      { name: "amount", value: "12" },
    ],
  });
});

test("a call of another contract is told by its first four bytes", () => {
  expect(readableTransaction({ to: contract, data: "0x12345678aaaa" })).toEqual({
    to: contract,
    call: "0x12345678",
    fields: [],
  });
});

test("typed data is told field by field", () => {
  const data = typedDataSchema.parse({
    domain: { name: "Praca", version: "1", chainId: 31337, verifyingContract: contract },
    types: { Verdict: [{ name: "verdict", type: "uint8" }] },
    primaryType: "Verdict",
    message: { verdict: 1 },
  });
  expect(readableTypedData(data)).toEqual({
    primaryType: "Verdict",
    contract,
    fields: [{ name: "verdict", value: "1" }],
  });
});

test("a message comes as hex or as it is", () => {
  expect(new TextDecoder().decode(messageOf("0x507261c3a761"))).toBe("Praça");
  expect(new TextDecoder().decode(messageOf("Praça"))).toBe("Praça");
});
