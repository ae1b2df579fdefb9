// What tests of verifying share: a sample that waits for its verifier, and verifiers, honest and other.
import { randomInt, randomUUID } from "node:crypto";
import type { CampaignDraft } from "#app/features/campaigns/campaign-draft.ts";
import type { GenerationLeaseView, SubmittedSample } from "#app/features/generation/api.ts";
import { nodeModel } from "#app/features/generation/engine/node-model.server.ts";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { measureAnswer } from "#app/features/generation/replay/measure-answer.ts";
import type { MeasuredReplay, ReplayView } from "#app/features/generation/replay/replay-api.ts";
import { leaseReplays } from "#app/features/generation/replay/replays-lease.server.ts";
import { settleReplays } from "#app/features/generation/replay/replays-settle.server.ts";
import { submitReplays } from "#app/features/generation/replay/replays-submit.server.ts";
import { isLookedAtTwice } from "#app/features/generation/replay/secret-draw.server.ts";
import { appendEntry, balanceOf } from "#app/features/ledger/append.server.ts";
import { chainAccount, reviewersAccount, reviewOf } from "#app/features/ledger/entry.ts";
import { db, inTransaction } from "#app/lib/db.server.ts";
import { invariant } from "#app/lib/invariant.ts";
import { drawn, leased, liveCampaign, newAddress, send, verify } from "#scripts/test/generating.ts";

/** Where each sample is verified: four fifths of what one feeds `reviewers`. */
export const replayWei = 4n;
export const dayMs = 24 * 3_600_000;
const byMembers = { replayBy: "members" } as const;

/** Whatever other tests left waiting is out of the way, and `reviewers` holds so much. */
export async function clearBefore(reviewersWei: bigint) {
  await db().replay.updateMany({ where: { state: { in: ["open", "leased"] } }, data: { state: "void" } });
  await db().replay.updateMany({ where: { settledAt: null }, data: { settledAt: new Date() } });
  await moveToReviewers(reviewersWei - (await balanceOf(db(), reviewersAccount)));
}

/** One row in seven has too few telling tokens: of so many slots one is worth sending, whatever is drawn. */
const candidates = 12;

export const copyId = "someone/copy";
const copy = { id: copyId, revision: "0123456789abcdef0123456789abcdef01234567" };
/** The starter by another name: a model that the server does not hold. */
export const unheld = {
  ...byMembers,
  models: [
    {
      ...copy,
      dtype: "fp32",
      card: {
        name: "Copy",
        licence: "Apache-2.0",
        licenceUrl: "https://www.apache.org/licenses/LICENSE-2.0",
        languages: ["en"],
        parameters: starter.parameters,
        contextTokens: starter.contextTokens,
        dtypes: { webgpu: "fp32", webgpuF16: "fp32", wasm: "fp32" },
        files: { fp32: [{ path: "onnx/model.onnx", bytes: 1_000 }] },
      },
    },
  ],
} satisfies Partial<CampaignDraft>;

/** Enough of its tokens were no matter of course, so that a run of the model can be shown. */
function isTelling({ logProbabilities = [] }: SubmittedSample): boolean {
  return logProbabilities.filter((figure) => figure < Math.log(0.85)).length >= 7;
}

/** Gives a fresh sample an id that is looked at twice, or is not. */
export async function chooseLook(sampleId: string, looksTwice: boolean): Promise<string> {
  let id = randomUUID();
  while (isLookedAtTwice(id) !== looksTwice) id = randomUUID();
  await db().sample.update({ where: { id: sampleId }, data: { id } });
  return id;
}

/** Of the first slot that says something; a forged one is not what its seed draws. */
async function rowWorthSending(view: GenerationLeaseView, forge: boolean) {
  const honest = await drawn(view);
  const rows = forge ? await drawn({ ...view, seeds: view.seeds.map((seed) => (seed ^ 0x5eed) >>> 0) }) : honest;
  for (const [index, seed] of view.seeds.entries()) {
    const row = rows[index];
    const isOwn = row?.text === honest[index]?.text;
    if (row && row.text !== "" && isOwn !== forge && isTelling(row)) return { row, seed };
  }
  throw new Error("one of the slots says something");
}

type Written = { looksTwice?: boolean; draft?: Partial<CampaignDraft>; forge?: boolean; withFigures?: boolean };

/** One sample, sent and drawn for a replay. A forged one is of a seed of the writer's own choice. */
export async function written({
  draft = byMembers,
  forge = false,
  withFigures = true,
  looksTwice = false,
}: Written = {}) {
  const { id: campaignId, requester } = await liveCampaign({ candidates, maxNewTokens: 24, draft });
  const writer = newAddress();
  const view = await leased(campaignId, writer, { candidates, models: draft.models ? [copyId] : [starter.id] });
  const { row, seed } = await rowWorthSending(view, forge);
  const { logProbabilities, ...rest } = row;
  await send(view, writer, [{ ...rest, seed, ...(withFigures && logProbabilities ? { logProbabilities } : {}) }]);
  const sample = () => db().sample.findFirstOrThrow({ where: { leaseId: view.id } });
  const id = await chooseLook((await sample()).id, looksTwice);
  await verify(view.id);
  return {
    id,
    campaignId,
    requester,
    writer,
    view,
    sample,
    replay: (purpose: "decide" | "second" | "control") => db().replay.findFirst({ where: { sampleId: id, purpose } }),
  };
}

export async function take(address: string, { count = 8, now = new Date(), models = [starter.id, copyId] } = {}) {
  const result = await leaseReplays({ address, models, count, now });
  if (!result.ok) throw new Error(result.why);
  return result.replays;
}

/** What an honest verifier finds. */
export async function measured({ id, steps }: ReplayView): Promise<MeasuredReplay> {
  const model = await nodeModel();
  const found = [];
  for (const step of steps) found.push(await measureAnswer(model, step));
  return { id, backend: "node", dtype: "fp32", steps: found };
}

type Change = (measure: MeasuredReplay["steps"][number]["measures"][number]) => typeof measure;

export function changed(replay: MeasuredReplay, change: Change): MeasuredReplay {
  return { ...replay, steps: replay.steps.map(({ measures, text }) => ({ measures: measures.map(change), text })) };
}

/** Passes everything without a look: whatever the draw was, it lies in here. */
export const lazy: Change = () => ({ low: 0, high: 1, wideLow: 0, wideHigh: 1 });
/** Says of everything that it could not be drawn. */
export const slander: Change = () => ({ low: 0, high: 0, wideLow: 0, wideHigh: 0 });
/** Ran the model, so that its widths are true, and moved each interval to where the draw was not. */
export const shifted: Change = ({ low, high }) => {
  const width = high - low;
  const start = low >= 0.5 ? 0 : 1 - width;
  return { low: start, high: start + width, wideLow: start, wideHigh: start + width };
};

export async function verifyAs(address: string, change: Change = (measure) => measure) {
  const [view] = await take(address, { count: 1 });
  if (!view) throw new Error("no replay was given");
  const sent = changed(await measured(view), change);
  const results = await submitReplays({ replays: [sent], address, now: new Date() });
  invariant(results[0]?.state === "recorded", "what was leased is recorded");
  return sent;
}

export async function earned(address: string): Promise<bigint> {
  await settleReplays(new Date());
  return balanceOf(db(), reviewOf(address));
}

/** Puts so much into `reviewers`, or takes it away. */
export async function moveToReviewers(amountWei: bigint) {
  const postings = [
    { account: reviewersAccount, amountWei },
    { account: chainAccount, amountWei: -amountWei },
  ];
  await inTransaction((tx) =>
    appendEntry(tx, { kind: "correct", ref: "test", idempotencyKey: randomUUID(), postings }),
  );
}

/** More samples that wait for their verifiers, like this one but for their ids. @returns their replays' ids */
export async function addLike(sampleId: string, count: number): Promise<Array<string>> {
  const [name, base] = [randomUUID(), randomInt(1_000_000_000)];
  await db().$executeRaw`
    insert into "Sample" (id, "campaignId", "promptId", "leaseId", address, slot, seed, text, "tokenIds", "finishReason", provenance, digest)
    select ${name} || n, "campaignId", "promptId", "leaseId", address, ${base}::int + n, ${base}::int + n, text, "tokenIds", "finishReason", provenance, digest
    from "Sample", generate_series(1, ${count}::int) n where id = ${sampleId}`;
  const replays = await db().$queryRaw<Array<{ id: string }>>`
    insert into "Replay" (id, "sampleId", purpose, "modelId", "modelRevision", "priceWei", "dueAt")
    select ${name} || n, ${name} || n, purpose, "modelId", "modelRevision", "priceWei", "dueAt"
    from "Replay", generate_series(1, ${count}::int) n where "sampleId" = ${sampleId} and purpose = 'decide' returning id`;
  return replays.map(({ id }) => id);
}
