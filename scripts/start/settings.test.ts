import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "#scripts/start/free-port.mjs";
import { preparationEnv, readBasics, readSecrets, requireFreePort, siteEnv } from "#scripts/start/settings.mjs";

const secrets = {
  slotSecret: "s".repeat(64),
  operatorMnemonic: "test test test test test test test test test test test junk",
  demoMnemonic: "legal winner thank year wave sausage worth useful legal winner thank yellow",
};

async function environment(set: Record<string, string>, ownChain: boolean) {
  const options = { databaseUrl: "d", rpcUrl: "http://127.0.0.1:1", ownChain, secrets, isDevelopment: false };
  const env = await siteEnv({ basics: readBasics(set), ...options });
  return { env, forPreparation: await preparationEnv({ ownChain, secrets, env }) };
}

test("a port that is in use is named, and a free one is not", async () => {
  const port = await freePort();
  const basics = readBasics({ PORT: String(port) });
  await requireFreePort(basics);

  const server = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  await expect(requireFreePort(basics)).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use: set PORT`);
});

test.each(["abc", "0", "65536", "3000.5"])("%s is no port", (port) => {
  expect(() => readBasics({ PORT: port })).toThrow("set it to a number");
});

test("secrets are made once and closed to others", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "praca-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = await readSecrets(folder);
  expect(await readSecrets(folder)).toEqual(first);
  expect((await stat(path.join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
  expect(first.demoMnemonic).not.toBe(first.operatorMnemonic);
});

test("the site is a local trial only with a chain of its own on the loopback address", async () => {
  expect((await environment({}, true)).env).toMatchObject({ LOCAL_TRIAL: "1", DEMO_MNEMONIC: secrets.demoMnemonic });
  for (const { env } of [await environment({ HOST: "0.0.0.0" }, true), await environment({}, false)]) {
    expect(env.LOCAL_TRIAL).toBe("0");
    expect(env.DEMO_MNEMONIC).toBeUndefined();
  }
});

test("the site never gets the deployer's or the arbiter's key, and the demo people never have the proposer's", async () => {
  const { env, forPreparation } = await environment({}, true);
  expect(forPreparation).toMatchObject({ DEPLOYER_KEY: expect.any(String), ARBITER_KEY: expect.any(String) });
  expect(env).not.toHaveProperty("DEPLOYER_KEY");
  expect(env).not.toHaveProperty("ARBITER_KEY");
  expect(Object.values(env)).not.toContain(secrets.operatorMnemonic);
});
