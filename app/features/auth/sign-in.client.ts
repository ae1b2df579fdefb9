// Signing in and out, as the page does it.
import { z } from "zod";
import { nonceSchema } from "#app/features/auth/api.ts";
import { WalletProblem } from "#app/features/auth/eip1193.ts";
import { longestSessionMs, nonceLifeMs, signInMessage } from "#app/features/auth/sign-in-message.ts";
import { SignInRefused } from "#app/features/auth/sign-in-problem.ts";
import { signInRefusals } from "#app/features/auth/sign-in-refusals.ts";
import { requestAccounts, requireSiteChain } from "#app/features/auth/wallet.client.ts";
import { rememberWallet, type Wallet } from "#app/features/auth/wallets.client.ts";

export type SignInStep = "connecting" | "signing" | "checking";

const refusalSchema = z.object({ error: z.object({ code: z.enum([...signInRefusals, "rate-limited"]) }) });

/** Connects the wallet, has it sign one message and sends that. @throws SignInRefused, WalletProblem, or what the wallet threw */
export async function signIn(wallet: Wallet, onStep: (step: SignInStep) => void): Promise<void> {
  onStep("connecting");
  const [account] = await requestAccounts(wallet.provider);
  if (!account) throw new WalletProblem("refused");
  await requireSiteChain(wallet.provider);

  const { getAddress, hexlify, toUtf8Bytes } = await import("ethers");
  const address = getAddress(account);
  const offer = nonceSchema.parse(await call("/api/v1/auth/nonce"));
  // The server's clock, not this device's: many a phone's is wrong.
  const issuedAt = new Date(Date.parse(offer.expiresAt) - nonceLifeMs);
  const expiresAt = new Date(issuedAt.getTime() + longestSessionMs);
  const message = signInMessage({ ...offer, address, issuedAt, expiresAt });

  onStep("signing");
  const params = [hexlify(toUtf8Bytes(message)), address];
  const signature = await wallet.provider.request({ method: "personal_sign", params });
  onStep("checking");
  await call("/api/v1/auth/verify", { message, signature });
  rememberWallet(wallet);
}

/** @throws SignInRefused when the site gave no answer: the session lives on */
export async function signOut(): Promise<void> {
  const response = await fetch("/api/v1/auth/logout", { method: "POST" }).catch(() => null);
  if (!response?.ok) throw new SignInRefused("unreachable");
}

async function call(path: string, body?: unknown): Promise<unknown> {
  const posted = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, body === undefined ? {} : posted).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (response?.ok) return answer;
  const refusal = refusalSchema.safeParse(answer);
  throw new SignInRefused(refusal.success ? refusal.data.error.code : "unreachable");
}
