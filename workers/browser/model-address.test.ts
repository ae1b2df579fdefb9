import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { AutoModelForCausalLM, AutoTokenizer, env } from "@huggingface/transformers";
import { expect, test } from "vitest";
import { addressSettings } from "#workers/browser/model-address.ts";

const id = "somebody/a-model";
const revision = "12fd25f77366fa6b3b4b768ec3050bf629380bac";

/** A server in the hub's layout: the starter's files under another name, at one revision and no other. */
async function localHub() {
  const asked: Array<string> = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://hub");
    asked.push(pathname);
    const [, file] = pathname.split(`/${id}/resolve/${revision}/`);
    const body = file ? await readFile(path.join("public/models/praca/starter", file)).catch(() => null) : null;
    response.writeHead(body ? 200 : 404).end(body ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
}

test("a model of a hub is asked for by id and revision, and by no other revision", async () => {
  const hub = await localHub();
  const cacheDir = await mkdtemp(path.join(tmpdir(), "praca-hub-"));
  try {
    const model = { id, revision, source: "hub", hubUrl: hub.url } as const;
    Object.assign(env, addressSettings(model, "http://localhost:3000"), { cacheDir });
    const tokenizer = await AutoTokenizer.from_pretrained(id, { revision });
    const loaded = await AutoModelForCausalLM.from_pretrained(id, { revision, dtype: "fp32" });

    const text = "Say thank you.";
    expect(tokenizer.decode(tokenizer.encode(text), { skip_special_tokens: true })).toContain(text);
    expect(Object.keys(loaded.sessions)).toContain("model");
    expect(hub.asked).toContain(`/${id}/resolve/${revision}/onnx/model.onnx`);
    expect(hub.asked.filter((asked) => !asked.startsWith(`/${id}/resolve/${revision}/`))).toEqual([]);
  } finally {
    hub.close();
    await rm(cacheDir, { recursive: true });
  }
});

test("our own models come from the site, each revision with a cache of its own", () => {
  const settings = addressSettings(
    { id: "praca/starter", revision: "abc", source: "site", hubUrl: "" },
    "https://praca.example",
  );
  expect(settings).toMatchObject({ remoteHost: "https://praca.example/", remotePathTemplate: "models/{model}/" });
  const other = addressSettings(
    { id: "praca/starter", revision: "abd", source: "site", hubUrl: "" },
    "https://praca.example",
  );
  expect(other.cacheKey).not.toBe(settings.cacheKey);
});
