import { expect, test } from "vitest";
import { type Access, accessSchema } from "#app/features/campaigns/access.ts";
import { leaseTasks } from "#app/features/tasks/queue/lease.server.ts";
import { db } from "#app/lib/db.server.ts";
import { anybody, judgedCampaign } from "#scripts/test/judged-campaign.ts";

type Person = { address?: string; languages?: Array<string>; isAgent?: boolean };

async function person({ address = anybody(), ...rest }: Person = {}): Promise<string> {
  await db().member.create({ data: { address, ...rest } });
  return address;
}

async function campaignFor(access: Partial<Access>): Promise<string> {
  const { id } = await judgedCampaign();
  await db().campaign.update({ where: { id }, data: { access: accessSchema.parse(access) } });
  return id;
}

const taken = async (address: string, campaignId: string) =>
  (await leaseTasks({ address, campaignId, count: 8 })).leases.length;

test("tasks come in languages that a member reads; who has named none is given every one", async () => {
  const { id } = await judgedCampaign({ prompts: 2 });
  const [prompt] = await db().prompt.findMany({ where: { campaignId: id } });
  await db().task.updateMany({ where: { promptId: prompt?.id }, data: { language: "pt-BR" } });
  expect(await taken(await person(), id)).toBe(6);
  expect(await taken(await person({ languages: ["pt"] }), id)).toBe(3);
  expect(await taken(await person({ languages: ["pt-PT", "en"] }), id)).toBe(6);
  expect(await taken(await person({ languages: ["id"] }), id)).toBe(0);
});

test("a campaign for readers of a language is for nobody else", async () => {
  const id = await campaignFor({ languages: ["pt-BR"] });
  expect(await taken(await person({ languages: ["en"] }), id)).toBe(0);
  expect(await taken(await person({ languages: ["en", "pt"] }), id)).toBe(3);
});

test("a campaign may be for people only", async () => {
  const id = await campaignFor({ agents: false });
  expect(await taken(await person({ isAgent: true }), id)).toBe(0);
  expect(await taken(await person(), id)).toBe(3);
  expect(await taken(await person({ isAgent: true }), await campaignFor({ agents: true }))).toBe(3);
});

test("what must have been earned counts from vouched campaigns and from this one, not from another", async () => {
  const id = await campaignFor({ leastAccepted: 10, leastAccuracyPermille: 800 });
  const earned = { kind: "prefer" as const, accuracy: 0.9, standardError: 0.02, n: 60, accepted: 10 };
  const counts = { goldCorrect: 10, goldTotal: 10, agreed: 0, decided: 0 };
  expect(await taken(await person(), id)).toBe(0);

  const elsewhere = await person();
  await db().reputation.create({ data: { address: elsewhere, campaignId: "another", ...earned } });
  expect(await taken(elsewhere, id)).toBe(0);

  const here = await person();
  await db().reputation.create({ data: { address: here, campaignId: id, ...earned } });
  expect(await taken(here, id)).toBe(3);

  const vouched = await person();
  await db().vouchedReputation.create({ data: { address: vouched, ...earned, ...counts } });
  expect(await taken(vouched, id)).toBe(3);

  const doubtful = await person();
  await db().vouchedReputation.create({ data: { address: doubtful, ...earned, ...counts, accuracy: 0.79 } });
  expect(await taken(doubtful, id)).toBe(0);
});

test("a qualification that is missing is named, and tasks come once it is passed", async () => {
  const id = await campaignFor({ qualification: { questions: 2, pass: 2 } });
  const address = await person();
  expect(await leaseTasks({ address, campaignId: id, count: 8 })).toEqual({
    leases: [],
    qualificationsNeeded: [id],
    retryAfterSeconds: 15,
  });
  const attempt = { campaignId: id, address, goldIds: [] };
  await db().qualification.create({ data: { id: "failed", ...attempt, state: "failed" } });
  expect(await taken(address, id)).toBe(0);
  await db().qualification.create({ data: { id: "passed", ...attempt, state: "passed" } });
  expect(await leaseTasks({ address, campaignId: id, count: 8 })).not.toHaveProperty("qualificationsNeeded");
  expect(await taken(await person(), id)).toBe(0);
});
