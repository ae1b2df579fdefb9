import { randomBytes } from "node:crypto";
import { getAddress } from "ethers";
import { expect, test } from "vitest";
import { createCampaign } from "#app/features/campaigns/create.server.ts";
import { addRecipePrompts, importPromptsFile } from "#app/features/campaigns/import/import-prompts.server.ts";
import { mostNamedLines } from "#app/features/campaigns/import/import-report.ts";
import { db } from "#app/lib/db.server.ts";
import { campaignDraft } from "#scripts/test/campaign-draft.ts";

async function newCampaign(languages = ["en", "pt-BR"]) {
  const requester = getAddress(`0x${randomBytes(20).toString("hex")}`);
  const { id } = await createCampaign(campaignDraft({ requester, languages }));
  return { campaignId: id, requester };
}

function upload(body: BodyInit, contentType = "application/x-ndjson", headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/api/v1/campaigns/x/prompts", {
    ...{ method: "POST", body, headers: { "Content-Type": contentType, ...headers } },
    duplex: "half",
  });
}

function textsOf(campaignId: string) {
  return db().prompt.findMany({
    where: { campaignId },
    orderBy: { position: "asc" },
    select: { messages: true, language: true },
  });
}

const says = (content: string) => [{ role: "user", content }];

test("JSON lines are added in their order; each bad line is named and spoils no other", async () => {
  const campaign = await newCampaign();
  const lines = [
    '{"prompt":"One"}',
    "{broken",
    "[]",
    '{"prompt":"Dois","language":"pt-BR"}',
    '{"prompt":"Tiga","language":"id"}',
    '{"prompt":"   "}',
    '{"prompt":"x","price":1}',
    '{"prompt":"x","messages":[{"role":"user","content":"y"}]}',
    '{"messages":[{"role":"system","content":"Be short."},{"role":"user","content":"Four"}]}',
    '{"messages":[{"role":"assistant","content":"Four"}]}',
    '{"messages":[{"role":"robot","content":"Four"}]}',
    '{"prompt":"nul \\u0000"}',
    '{"prompt":"pay \\u202e001"}',
    '{"prompt":"half \\ud83d"}',
    '{"__proto__":{"x":1},"prompt":"x"}',
    JSON.stringify({ prompt: "x".repeat(32_001) }),
    JSON.stringify({ prompt: "x".repeat(1_000_000) }),
    '{"prompt":"One"}',
    '{"prompt":"<script>alert(1)</script> =1+1"}',
  ];
  const report = await importPromptsFile(upload(lines.join("\n")), campaign);
  expect(report).toEqual({
    added: 4,
    duplicates: 1,
    rejectedCount: 14,
    rejected: [
      [2, "not-json"],
      [3, "not-an-object"],
      [5, "language-not-of-campaign"],
      [6, "prompt-missing"],
      [7, "unknown-field"],
      [8, "prompt-and-messages"],
      [10, "last-message-not-user"],
      [11, "messages-malformed"],
      [12, "control-characters"],
      [13, "bidi-control"],
      [14, "broken-characters"],
      [15, "unknown-field"],
      [16, "prompt-too-long"],
      [17, "line-too-long"],
    ].map(([line, code]) => ({ line, code })),
  });
  expect(await textsOf(campaign.campaignId)).toEqual([
    { messages: says("One"), language: "en" },
    { messages: says("Dois"), language: "pt-BR" },
    { messages: [{ role: "system", content: "Be short." }, ...says("Four")], language: "en" },
    { messages: says("<script>alert(1)</script> =1+1"), language: "en" },
  ]);
});

test("a CSV with a mark, CRLF, quotes and semicolons is read as it was meant", async () => {
  const campaign = await newCampaign();
  const file = '\ufeffPrompt;Language\r\n"Say ""hello""\r\nin two lines; please";pt-BR\r\nPlain;\r\nthree;en;more\r\n';
  expect(await importPromptsFile(upload(file, "text/csv; charset=utf-8"), campaign)).toEqual({
    added: 2,
    duplicates: 0,
    rejected: [{ line: 5, code: "wrong-columns" }],
    rejectedCount: 1,
  });
  expect(await textsOf(campaign.campaignId)).toEqual([
    { messages: says('Say "hello"\r\nin two lines; please'), language: "pt-BR" },
    { messages: says("Plain"), language: "en" },
  ]);
});

test("a wrong header, an unknown type and a file that says it is too large add nothing", async () => {
  const campaign = await newCampaign();
  const refused = (request: Request) => importPromptsFile(request, campaign).catch((answer: Response) => answer.json());
  expect(await refused(upload("question,language\nWhy?,en", "text/csv"))).toMatchObject({
    error: { code: "wrong-header", details: { found: ["question", "language"] } },
  });
  expect(await refused(upload("language\nen", "text/csv"))).toMatchObject({ error: { code: "wrong-header" } });
  expect(await refused(upload("prompt,prompt\na,b", "text/csv"))).toMatchObject({ error: { code: "wrong-header" } });
  expect(await refused(upload("{}", "application/pdf"))).toMatchObject({ error: { code: "unsupported-media-type" } });
  const huge = { "Content-Length": String(300 * 1024 * 1024) };
  expect(await refused(upload('{"prompt":"x"}', undefined, huge))).toMatchObject({ error: { code: "body-too-large" } });
  expect(await textsOf(campaign.campaignId)).toEqual([]);
});

test("only the requester's own campaign takes prompts, and a closed one none", async () => {
  const { campaignId, requester } = await newCampaign();
  const stranger = getAddress(`0x${randomBytes(20).toString("hex")}`);
  const line = '{"prompt":"x"}';
  await expect(importPromptsFile(upload(line), { campaignId, requester: stranger })).rejects.toMatchObject({
    status: 404,
  });
  await db().campaign.update({ where: { id: campaignId }, data: { state: "closed" } });
  await expect(importPromptsFile(upload(line), { campaignId, requester })).rejects.toMatchObject({ status: 409 });
});

test("100,000 lines are stored as they are read: the file is never ahead of the table by more than a batch", async () => {
  const campaign = await newCampaign(["en"]);
  const total = 100_000;
  const linesAChunk = 500;
  const ahead: Array<number> = [];
  let made = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (made % 10_000 === 0) ahead.push(made - (await db().prompt.count({ where: campaign1 })));
        if (made === total) return controller.close();
        const lines = Array.from({ length: linesAChunk }, (_, index) => `{"prompt":"Prompt ${made + index}"}\n`);
        made += linesAChunk;
        controller.enqueue(new TextEncoder().encode(lines.join("")));
      },
    },
    { highWaterMark: 1 },
  );
  const campaign1 = { campaignId: campaign.campaignId };
  expect(await importPromptsFile(upload(body), campaign)).toMatchObject({ added: total, duplicates: 0, rejected: [] });
  expect(ahead).toHaveLength(total / 10_000 + 1);
  expect(Math.max(...ahead)).toBeLessThanOrEqual(2_000);
  const [first, last] = await Promise.all(
    (["asc", "desc"] as const).map((position) =>
      db().prompt.findFirst({ where: campaign1, orderBy: { position }, select: { messages: true } }),
    ),
  );
  expect([first?.messages, last?.messages]).toEqual([says("Prompt 0"), says("Prompt 99999")]);
}, 300_000);

test("of very many bad lines the first are named and all are counted", async () => {
  const campaign = await newCampaign();
  const report = await importPromptsFile(upload("bad\n".repeat(mostNamedLines + 50)), campaign);
  expect(report.rejected).toHaveLength(mostNamedLines);
  expect(report.rejectedCount).toBe(mostNamedLines + 50);
});

test("what was read before a file broke off is kept", async () => {
  const campaign = await newCampaign();
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) return controller.error(new Error("the connection broke"));
      isSent = true;
      controller.enqueue(new TextEncoder().encode('{"prompt":"kept"}\n{"prompt":"half'));
    },
  });
  await expect(importPromptsFile(upload(body), campaign)).rejects.toThrow("the connection broke");
  expect(await textsOf(campaign.campaignId)).toEqual([{ messages: says("kept"), language: "en" }]);
});

test("a recipe's prompts say how they were made; those that are there already are counted", async () => {
  const campaign = await newCampaign();
  const recipe = { template: "Explain {topic}.", slots: { topic: ["tides", "rain"] } };
  expect(await addRecipePrompts({ ...campaign, recipe, language: "pt-BR" })).toEqual({ added: 2, duplicates: 0 });
  expect(await addRecipePrompts({ ...campaign, recipe })).toEqual({ added: 0, duplicates: 2 });
  const made = await db().prompt.findMany({
    where: { campaignId: campaign.campaignId },
    orderBy: { position: "asc" },
    select: { messages: true, language: true, recipe: true },
  });
  expect(made[1]).toEqual({
    messages: says("Explain rain."),
    language: "pt-BR",
    recipe: { recipe: "slots/1", template: recipe.template, values: { topic: "rain" } },
  });
});
