import { HDNodeWallet } from "ethers";
import { type DemoPersonId, demoPath, demoPeople } from "#app/features/auth/demo-people.ts";
import { env } from "#app/lib/env.server.ts";
import { invariant } from "#app/lib/invariant.ts";

/** The demo people's mnemonic; null wherever this is not a local trial that only this machine can reach. */
export function findDemoMnemonic(): string | null {
  const { LOCAL_TRIAL, HOST, DEMO_MNEMONIC } = env();
  return LOCAL_TRIAL && isLoopback(HOST) && DEMO_MNEMONIC ? DEMO_MNEMONIC : null;
}

/** @throws outside of a local trial */
export function demoWalletOf(id: DemoPersonId): HDNodeWallet {
  const mnemonic = findDemoMnemonic();
  const person = demoPeople.find((candidate) => candidate.id === id);
  invariant(mnemonic && person, "demo people exist in a local trial only");
  return HDNodeWallet.fromPhrase(mnemonic, "", demoPath(person.index));
}

export function demoAddress(id: DemoPersonId): string {
  return demoWalletOf(id).address;
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
