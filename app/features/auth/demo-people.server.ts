import { env } from "#app/lib/env.server.ts";

/** The demo people's mnemonic; null wherever this is not a local trial that only this machine can reach. */
export function findDemoMnemonic(): string | null {
  const { LOCAL_TRIAL, HOST, DEMO_MNEMONIC } = env();
  return LOCAL_TRIAL && isLoopback(HOST) && DEMO_MNEMONIC ? DEMO_MNEMONIC : null;
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
