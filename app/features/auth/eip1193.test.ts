import { expect, test } from "vitest";
import { providerCode, WalletProblem, walletProblemOf } from "#app/features/auth/eip1193.ts";

test.each([
  ["refused", { code: 4001 }],
  ["refused", { code: "ACTION_REJECTED" }],
  ["refused", { code: "UNKNOWN_ERROR", info: { error: { code: 4001 } } }],
  ["busy", { code: -32002, message: "already pending" }],
  ["wrong-chain", { code: 4902 }],
  ["no-wallet", new WalletProblem("no-wallet")],
  ["failed", new Error("it broke")],
  ["failed", "it broke"],
  ["failed", undefined],
])("%s: a wallet's error gets our word", (code, error) => {
  expect(walletProblemOf(error)).toBe(code);
});

test("the code that a wallet hides in its data is found", () => {
  expect(providerCode({ message: "no", data: { originalError: { code: 4902 } } })).toBe(4902);
});
