import { Wallet } from "ethers";
import { SiweMessage } from "siwe";
import { expect, test } from "vitest";
import { checkSignIn } from "#app/features/auth/sign-in-check.ts";
import { type SignInFacts, signInMessage, signInStatement } from "#app/features/auth/sign-in-message.ts";

const now = new Date("2026-11-22T12:00:00.000Z");
const siteOrigin = "https://praca.example";
const expected = { siteOrigin, chainId: 31337, statement: signInStatement, now };
const address = Wallet.createRandom().address;
const minute = 60_000;

function after(ms: number): Date {
  return new Date(now.getTime() + ms);
}

function messageWith(changes: Partial<SignInFacts> = {}): string {
  const facts = {
    domain: "praca.example",
    address,
    statement: signInStatement,
    uri: siteOrigin,
    chainId: 31337,
    nonce: "0123456789abcdef",
    issuedAt: now,
    expiresAt: after(60 * minute),
  };
  return signInMessage({ ...facts, ...changes });
}

function refusalOf(text: string): string {
  const checked = checkSignIn(text, expected);
  return checked.ok ? "none" : checked.why;
}

test("our message is EIP-4361's, to the letter", () => {
  const text = messageWith();
  expect(new SiweMessage(text).prepareMessage()).toBe(text);
  expect(checkSignIn(text, expected)).toMatchObject({
    ok: true,
    message: { address, nonce: "0123456789abcdef", expiresAt: after(60 * minute) },
  });
});

test.each([
  ["message-malformed", "sign me in"],
  ["message-malformed", messageWith({ address: address.toLowerCase() })],
  ["message-malformed", `${messageWith()}\nSurprise: yes`],
  ["nonce-missing", messageWith().replace(/^Nonce: .*\n/m, "")],
  ["nonce-missing", messageWith().replace(/^Nonce: .*$/m, "Nonce: ")],
  ["domain-mismatch", messageWith({ domain: "praca.example.evil" })],
  ["domain-mismatch", messageWith({ domain: "praca.example:8443" })],
  ["domain-mismatch", `http://${messageWith()}`],
  ["uri-mismatch", messageWith({ uri: "https://evil.example/?praca.example" })],
  ["uri-mismatch", messageWith({ uri: "http://praca.example" })],
  ["chain-not-allowed", messageWith({ chainId: 1 })],
  ["statement-mismatch", messageWith({ statement: `${signInStatement} Also, all my tokens.` })],
  ["statement-mismatch", messageWith().replace(`${signInStatement}\n\n`, "\n")],
])("%s: a message that is not ours is refused", (why, text) => {
  expect(refusalOf(text)).toBe(why);
});

test.each([
  ["none", { issuedAt: after(-10 * minute) }],
  ["issued-at-out-of-range", { issuedAt: after(-10 * minute - 1) }],
  ["none", { issuedAt: after(2 * minute) }],
  ["issued-at-out-of-range", { issuedAt: after(2 * minute + 1) }],
  ["none", { expiresAt: after(1) }],
  ["expired", { expiresAt: now }],
  ["none", { expiresAt: after(24 * 60 * minute) }],
  ["expiration-required", { expiresAt: after(24 * 60 * minute + 1) }],
])("%s: %o at the boundary", (why, changes) => {
  expect(refusalOf(messageWith(changes))).toBe(why);
});

test("a message without an expiration time is refused", () => {
  expect(refusalOf(messageWith().replace(/\nExpiration Time: .*$/, ""))).toBe("expiration-required");
});

test("a message is refused before its not-before time and taken from then on", () => {
  expect(refusalOf(`${messageWith()}\nNot Before: ${after(1).toISOString()}`)).toBe("not-yet-valid");
  expect(refusalOf(`${messageWith()}\nNot Before: ${now.toISOString()}`)).toBe("none");
});

test("a day that does not exist is no time", () => {
  expect(refusalOf(messageWith().replace(/^Issued At: .*$/m, "Issued At: 2026-02-31T12:00:00.000Z"))).not.toBe("none");
});
