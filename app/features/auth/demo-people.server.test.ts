import { expect, test } from "vitest";
import { findDemoMnemonic, isLoopback } from "#app/features/auth/demo-people.server.ts";

test.each(["localhost", "127.0.0.1", "127.1.2.3", "::1"])("%s is reached by this machine only", (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(["0.0.0.0", "::", "192.168.0.7", "praca.example", "127.0.0.1.praca.example", ""])("%s is not", (host) => {
  expect(isLoopback(host)).toBe(false);
});

test("outside of a local trial nobody gets the demo people's mnemonic", () => {
  expect(findDemoMnemonic()).toBeNull();
});
