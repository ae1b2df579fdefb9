// What the site answers to requests that it cannot accept, and that they change nothing.
import { type APIRequestContext, expect, test } from "@playwright/test";
import { z } from "zod";
import { leaseResponseSchema } from "#app/features/tasks/api.ts";
import { memberOf, newcomer, own } from "./people.ts";

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().min(1),
    details: z.object({ problems: z.array(z.object({ path: z.string() })) }).optional(),
  }),
});

const writes = [
  "/api/v1/auth/verify",
  "/api/v1/tasks/lease",
  "/api/v1/tasks/answers",
  "/api/v1/generation/lease",
  "/api/v1/generation/samples",
];

function newMember(): Promise<APIRequestContext> {
  return memberOf(newcomer());
}

for (const path of writes) {
  test(`${path} refuses what is not JSON, has unknown fields or wrong types, or is over 1 MiB`, async () => {
    const member = await newMember();
    const json = { ...own, "Content-Type": "application/json" };

    const malformed = await member.post(path, { headers: json, data: Buffer.from('{"count": ') });
    expect(await refusal(malformed)).toEqual({ status: 400, code: "invalid-request", paths: [""] });

    const unknown = await refusal(await member.post(path, { headers: own, data: { surplus: 1 } }));
    expect(unknown).toMatchObject({ status: 400, code: "invalid-request" });
    expect(unknown.paths).toContain("surplus");

    const wrongType = await refusal(await member.post(path, { headers: own, data: [1, 2] }));
    expect(wrongType).toMatchObject({ status: 400, code: "invalid-request" });

    const large = await member.post(path, { headers: own, data: { text: "x".repeat(1024 * 1024) } });
    expect(await refusal(large)).toEqual({ status: 413, code: "body-too-large", paths: [] });
  });
}

test("a field of the wrong type is named by its path", async () => {
  const member = await newMember();
  const lease = await member.post("/api/v1/tasks/lease", { headers: own, data: { count: "many" } });
  expect(await refusal(lease)).toEqual({ status: 400, code: "invalid-request", paths: ["count"] });
  const samples = { leaseId: "x", backend: "wasm", dtype: "fp32", samples: [{ seed: -1 }] };
  const { paths } = await refusal(await member.post("/api/v1/generation/samples", { headers: own, data: samples }));
  expect(paths).toContain("samples.0.seed");
});

test("without a session a write says to sign in, and with a foreign or absent Origin it is refused", async ({
  request,
}) => {
  const member = await newMember();
  for (const path of writes.slice(1)) {
    const nobody = await request.post(path, { headers: own, data: {} });
    expect(await refusal(nobody)).toMatchObject({ status: 401, code: "sign-in-required" });
    const foreign = await member.post(path, { headers: { Origin: "https://elsewhere.example" }, data: {} });
    expect(await refusal(foreign)).toMatchObject({ status: 403, code: "origin-mismatch" });
    const absent = await member.post(path, { data: {} });
    expect(await refusal(absent)).toMatchObject({ status: 403, code: "origin-mismatch" });
  }
});

test("a lease is answered once, by who holds it, and in its time", async () => {
  const holder = await newMember();
  const other = await newMember();
  const taken = await holder.post("/api/v1/tasks/lease", { headers: own, data: { kinds: ["prefer"], count: 2 } });
  const [first, second] = leaseResponseSchema.parse(await taken.json()).leases;
  if (!first || !second) throw new Error("the story leaves at least two open tasks");

  expect(await answer(other, first.id, "a")).toMatchObject({ state: "refused", code: "unknown" });
  expect(await answer(holder, first.id, "tie")).toMatchObject({ state: "recorded" });
  expect(await answer(holder, first.id, "bad")).toMatchObject({ state: "already-recorded" });
  expect(await answer(holder, first.id, "neither")).toMatchObject({ state: "refused", code: "invalid-answer" });

  await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(Date.parse(second.expiresAt));
  expect(await answer(holder, second.id, "a")).toMatchObject({ state: "refused", code: "lease-expired" });

  const samples = [{ seed: 1, tokenIds: [1], text: "x", finishReason: "stop", tokensPerSecond: 1 }];
  const foreign = { leaseId: second.id, backend: "wasm", dtype: "fp32", samples };
  const refused = await holder.post("/api/v1/generation/samples", { headers: own, data: foreign });
  expect(await refusal(refused)).toMatchObject({ status: 404, code: "not-found" });
});

test("what is not there is not answered with a page", async ({ request }) => {
  const call = await request.get("/api/v1/nothing-of-this-name");
  expect(await refusal(call)).toMatchObject({ status: 404, code: "not-found" });
  expect(call.headers()["content-type"]).toContain("application/json");

  const model = await request.get("/models/praca/starter/onnx/model_q4.onnx");
  expect(model.status()).toBe(404);
  expect(model.headers()["content-type"]).not.toContain("text/html");
});

async function answer(member: APIRequestContext, leaseId: string, choice: string): Promise<unknown> {
  const data = { answers: [{ leaseId, answer: { choice } }] };
  const response = await member.post("/api/v1/tasks/answers", { headers: own, data });
  const { results } = z.object({ results: z.array(z.unknown()) }).parse(await response.json());
  return results[0];
}

async function refusal(response: Awaited<ReturnType<APIRequestContext["post"]>>) {
  const { error } = errorSchema.parse(await response.json());
  return { status: response.status(), code: error.code, paths: error.details?.problems.map(({ path }) => path) ?? [] };
}
