import { expect, test } from "vitest";
import { candidatesOf } from "#app/features/generation/submission/near-duplicate.server.ts";
import { bandsOf, signatureOf } from "#app/features/generation/submission/near-duplicate.ts";
import { db } from "#app/lib/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { leased, liveCampaign, newAddress, send, verify } from "#scripts/test/generating.ts";
import { copyId, unheld } from "#scripts/test/verifying.ts";

/** Sixty words, none of which comes twice. */
function textOf(salt: string, changes: Record<number, string> = {}): string {
  return Array.from({ length: 60 }, (_, index) => changes[index] ?? `${salt}${index}`).join(" ");
}

/** A lease of one slot of a fresh prompt, and how to send a text for it. The server can't read the model's tokens. */
async function slotIn(campaignId: string) {
  const address = newAddress();
  const view = await leased(campaignId, address, { candidates: 1, models: [copyId] });
  const sending = async (text: string) => {
    const sample = {
      seed: view.seeds[0] ?? 0,
      tokenIds: Array.from({ length: 20 }, () => 1),
      text,
      finishReason: "stop" as const,
      tokensPerSecond: 9,
    };
    const result = await send(view, address, [sample]);
    if (!result.ok || !result.results[0]) throw new Error("a sample is taken");
    return result.results[0];
  };
  const accept = async () => {
    await verify(view.id);
    const { state, reason } = await db().sample.findFirstOrThrow({ where: { leaseId: view.id } });
    return reason ?? state;
  };
  return Object.assign(sending, { accept });
}

function campaign(prompts: number) {
  return liveCampaign({ prompts, replayShareBps: 0, draft: unheld });
}

test("nearly the same text is found in the whole campaign, and in no other", async () => {
  const { id } = await campaign(3);
  const [first, second, third] = [await slotIn(id), await slotIn(id), await slotIn(id)];
  expect((await first(textOf("word"))).state).toBe("submitted");
  expect(await first.accept()).toBe("accepted");
  expect(await second(textOf("word", { 30: "another" }).toUpperCase())).toMatchObject({
    state: "rejected",
    code: "near-duplicate",
  });
  expect((await third(textOf("else"))).state).toBe("submitted");
  const other = await slotIn((await campaign(1)).id);
  expect((await other(textOf("word"))).state).toBe("submitted");
});

test("of equal texts for different prompts, sent and verified at once, one is accepted", async () => {
  const { id } = await campaign(6);
  const slots = [];
  for (let count = 0; count < 6; count++) slots.push(await slotIn(id));
  // None is accepted yet, and what is not must not stand in an honest draw's way.
  const sent = await Promise.all(slots.map((slot) => slot(textOf("same"))));
  expect(sent.map(({ state }) => state)).toEqual(Array(6).fill("submitted"));
  const decided = await Promise.all(slots.map((slot) => slot.accept()));
  expect(decided.sort()).toEqual(["accepted", ...Array(5).fill("near-duplicate")]);
});

test("a short text may come again for another prompt, and what was forged stands in nobody's way", async () => {
  const { id } = await campaign(4);
  const [first, second, third, fourth] = [await slotIn(id), await slotIn(id), await slotIn(id), await slotIn(id)];
  expect((await first("Yes, of course.")).state).toBe("submitted");
  expect((await second("Yes, of course.")).state).toBe("submitted");
  const forged = await third(textOf("word"));
  await db().sample.update({
    where: { id: forged.sampleId ?? "" },
    data: { state: "rejected", reason: "replay-failed" },
  });
  expect((await fourth(textOf("word"))).state).toBe("submitted");
});

test("candidates come by the key of the bands, not by a scan", async () => {
  const { id } = await campaign(1);
  const slot = await slotIn(id);
  const { sampleId = "" } = await slot(textOf("word"));
  await db().$executeRaw`
    insert into "SampleBand" ("campaignId", band, hash, "sampleId")
    select 'other' || number % 50, number % 16, number, ${sampleId} from generate_series(1, 20000) number`;
  await db().$executeRaw`analyze "SampleBand"`;
  const { promptId } = await db().sample.findUniqueOrThrow({ where: { id: sampleId } });
  const query = candidatesOf(
    { id: "new", campaignId: id, promptId, createdAt: new Date() },
    bandsOf(signatureOf(textOf("word")) ?? []),
  );
  const plan = await db().$queryRaw<Array<Record<string, string>>>(Prisma.sql`explain ${query}`);
  const lines = plan.map((line) => Object.values(line).join(""));
  expect(lines.join("\n")).toContain("SampleBand_pkey");
  expect(lines.filter((line) => line.includes('Seq Scan on "SampleBand"'))).toEqual([]);
  expect(await db().$queryRaw(query)).toHaveLength(1);
});
