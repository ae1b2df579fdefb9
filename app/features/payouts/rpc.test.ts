import { expect, test } from "vitest";
import { rpcRequestSchema } from "#app/features/payouts/rpc.ts";

const call = (method: string) => ({ jsonrpc: "2.0", id: 1, method, params: [] });
const isAllowed = (body: unknown) => rpcRequestSchema.safeParse(body).success;

test("reads and signed transactions pass, alone and in a batch", () => {
  expect(isAllowed(call("eth_call"))).toBe(true);
  expect(isAllowed([call("eth_chainId"), call("eth_sendRawTransaction")])).toBe(true);
});

test.each([
  "anvil_setBalance",
  "evm_increaseTime",
  "eth_sendTransaction",
  "eth_accounts",
  "eth_sign",
  "debug_traceCall",
])("%s does not pass, not in a batch either", (method) => {
  expect(isAllowed(call(method))).toBe(false);
  expect(isAllowed([call("eth_call"), call(method)])).toBe(false);
});

test("an empty batch and one of more than a hundred do not pass", () => {
  expect(isAllowed([])).toBe(false);
  expect(isAllowed(Array.from({ length: 100 }, () => call("eth_call")))).toBe(true);
  expect(isAllowed(Array.from({ length: 101 }, () => call("eth_call")))).toBe(false);
});
