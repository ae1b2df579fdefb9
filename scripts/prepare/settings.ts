// Settings that only the preparation and the seed read: the site never sees these keys.
import { z } from "zod";
import { Refusal } from "#scripts/start/refusal.mjs";

const key = z.string().regex(/^0x[0-9a-fA-F]{64}$/);

const settings = z.object({
  DEPLOYER_KEY: key,
  ARBITER_KEY: key,
  WINDOW_SECONDS: z.coerce.number().int().positive().default(86_400),
});

/** Whether `npm start` started the chain itself: then it may be given test ether and have its clock moved. */
export function isOwnChain(): boolean {
  return process.env.OWN_CHAIN === "1";
}

export function deploymentSettings() {
  const parsed = settings.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new Refusal(`The contracts are not deployed on this chain yet: set ${names} to deploy them.`);
}

export function demoMnemonic(): string {
  return z.string().min(1).parse(process.env.DEMO_MNEMONIC);
}
