// Who visits the site in the journeys: the people of the local trial's story, and newcomers with a key of their own.
import { readFileSync } from "node:fs";
import path from "node:path";
import { type APIRequestContext, request as calls, expect } from "@playwright/test";
import { type BaseWallet, HDNodeWallet, parseEther, Wallet } from "ethers";
import { z } from "zod";
import { type DemoPersonId, demoPeople } from "#app/features/auth/demo-people.ts";
import { longestSessionMs, nonceLifeMs, signInMessage } from "#app/features/auth/sign-in-message.ts";
import { chain, origin } from "./site.ts";

const secretsSchema = z.object({ demoMnemonic: z.string() });
const offerSchema = z.object({
  nonce: z.string(),
  domain: z.string(),
  uri: z.string(),
  chainId: z.number(),
  statement: z.string(),
  expiresAt: z.string(),
});

/** One of the story's people, by the keys that the site under test made for itself. */
export function demoPerson(wanted: DemoPersonId): HDNodeWallet {
  const file = path.join(z.string().parse(process.env.E2E_DIR), "secrets.json");
  const { demoMnemonic } = secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const person = demoPeople.find(({ id }) => id === wanted);
  return HDNodeWallet.fromPhrase(demoMnemonic, "", `m/44'/60'/0'/0/${person?.index ?? 0}`);
}

export function newcomer(): BaseWallet {
  return new Wallet(Wallet.createRandom().privateKey);
}

/** What a transaction costs, from the story's requester. */
export async function giveEther(to: BaseWallet): Promise<void> {
  const giver = demoPerson("requester").connect(chain());
  const sent = await giver.sendTransaction({ to: to.address, value: parseEther("0.1") });
  await sent.wait();
}

/** Signs in as a page does: a message made of the site's offer, signed by the wallet. The context keeps the cookie. */
export async function signIn(request: APIRequestContext, wallet: BaseWallet): Promise<void> {
  const offer = offerSchema.parse(await (await request.get("/api/v1/auth/nonce")).json());
  const issuedAt = new Date(Date.parse(offer.expiresAt) - nonceLifeMs);
  const expiresAt = new Date(issuedAt.getTime() + longestSessionMs);
  const message = signInMessage({ ...offer, address: wallet.address, issuedAt, expiresAt });
  const signature = await wallet.signMessage(message);
  const answer = await request.post("/api/v1/auth/verify", { headers: own, data: { message, signature } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Somebody who uses the public calls without a page. */
export async function memberOf(wallet: BaseWallet): Promise<APIRequestContext> {
  const context = await calls.newContext({ baseURL: origin });
  await signIn(context, wallet);
  return context;
}

/** What every request but a GET carries when a page of the site sends it. */
export const own = { Origin: origin };
