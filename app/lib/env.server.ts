import path from "node:path";
import { computeAddress, getAddress, isAddress } from "ethers";
import { z } from "zod";

const seconds = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");
const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((items) =>
      items
        .split(/[\s,]+/)
        .map((item) => item.trim())
        .filter(Boolean),
    );
/** Origins as a content security policy takes them, `*.` before a name included; nothing else may reach a header. */
const origins = (fallback: string) =>
  list(fallback).refine(
    (items) => items.every((item) => /^https?:\/\/(?:\*\.)?[\w.-]+(?::\d+)?$/.test(item)),
    "not origins",
  );

const settings = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  LOG_LEVEL: z.string().default("info"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().default(3000),
  SITE_ORIGIN: z.url().optional(),
  PRACA_DIR: z.string().default(".praca"),
  FILES_DIR: z.string().optional(),
  DATABASE_URL: z.string().min(1),
  CHAIN_RPC_URL: z.url(),
  PUBLIC_RPC_URL: z.string().default("/rpc"),
  CHAIN_CONFIRMATIONS: z.coerce.number().int().nonnegative().default(2),
  PROPOSER_KEY: z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/)
    .optional(),
  TREASURY: z.string().refine(isAddress, "not an address").transform(getAddress).optional(),
  REVIEWERS: list(""),
  SLOT_SECRET: z.string().min(32),
  EPOCH_SECONDS: seconds(86_400),
  TASK_LEASE_SECONDS: seconds(600),
  GENERATION_LEASE_SECONDS: seconds(900),
  REVIEWER_LEASE_SECONDS: seconds(900),
  ANSWERS_PER_DAY: count(2_000),
  SAMPLES_PER_DAY: count(5_000),
  MODEL_HUB_URL: z.url().default("https://huggingface.co"),
  MODEL_FILE_ORIGINS: origins("https://*.hf.co https://*.xethub.hf.co https://cdn-lfs.huggingface.co"),
  LOCAL_TRIAL: flag,
  DEMO_MNEMONIC: z.string().optional(),
});

export type Env = ReturnType<typeof readEnv>;

function readEnv(source: NodeJS.ProcessEnv) {
  const parsed = settings.safeParse(source);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Error(`The settings are not complete (${problems}). README, "Settings", lists them.`);
  }
  const values = parsed.data;
  const treasury = values.TREASURY ?? (values.PROPOSER_KEY ? computeAddress(values.PROPOSER_KEY) : undefined);
  if (!treasury)
    throw new Error("The settings name no TREASURY and no PROPOSER_KEY to take it from. README lists them.");
  return {
    ...values,
    TREASURY: treasury,
    SITE_ORIGIN: values.SITE_ORIGIN ?? `http://localhost:${values.PORT}`,
    FILES_DIR: values.FILES_DIR ?? path.join(values.PRACA_DIR, "files"),
  };
}

let known: Env | undefined;

/** The settings, read once. The only place of the site that looks at process.env. */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}
