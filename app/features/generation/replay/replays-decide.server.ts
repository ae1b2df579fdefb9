// Decides samples by what verifiers found, and then whom that pays: who agrees with the decision and ran the model.
import { z } from "zod";
import { heldModel, type SampleInFull, sampleRecord } from "#app/features/generation/replay/measured-here.server.ts";
import { stepMeasureSchema } from "#app/features/generation/replay/replay-api.ts";
import { isLookedAtTwice } from "#app/features/generation/replay/secret-draw.server.ts";
import {
  lastDecision,
  measuredOrNot,
  openReplays,
  unlessRepeated,
} from "#app/features/generation/replay/verify.server.ts";
import { afterServersSuspicion, nextStep, type Step } from "#app/features/generation/replay/verify-flow.ts";
import {
  contradictsWriter,
  type Found,
  isSameRun,
  isServersRun,
  isWritersRun,
  type SampleRecord,
  type Verdict,
  verdictOn,
} from "#app/features/generation/submission/sample-record.ts";
import { type Decision, decideSamples, lockPrompt } from "#app/features/samples/decide.server.ts";
import type { SampleEvent } from "#app/features/samples/sample-state.ts";
import { db, inTransaction, type Transaction } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";
import type { Replay } from "#prisma/generated/client.ts";

const storedSchema = z.array(z.object({ measures: z.array(stepMeasureSchema), text: z.string() }));
const inFull = { lease: true, prompt: { include: { campaign: true } } } as const;

/**
 * One member's finding: `asWritten` whether it is what the writer's device had, or the server found where the server looked first;
 * `contradicts` whether it speaks against a run of the model. A text with hardly a choice in it may show neither.
 */
type Finding = { replay: Replay; found: Found; verdict: Verdict; asWritten: boolean; contradicts: boolean };
/** null: nothing is shown for or against it, so that it is neither paid nor held against anybody. */
type Agreement = boolean | null;

/** After each finding: decides, asks for a second one, or leaves it to the server. Call it with the prompt locked. */
export async function decideByFindings(
  tx: Transaction,
  { sample, now }: { sample: SampleInFull; now: Date },
): Promise<void> {
  const current = await tx.sample.findUniqueOrThrow({ where: { id: sample.id } });
  const record = sampleRecord(sample);
  const findings = await findingsOn(tx, sample.id, record);
  if (current.state === "accepted" || current.state === "rejected") return settleLate(tx, current.replay, findings);
  const step = stepAfter(sample, findings);
  switch (step) {
    case "passed":
    case "failed":
      await applyDecision(tx, { sample, verdict: step, now });
      return noteAgreement(tx, findings, (finding) => agreesWith(step, finding, findings));
    case "ask-another":
      await applyDecision(tx, { sample, verdict: "suspect", now });
      return openReplays(tx, [{ sample, purpose: findings.length < 2 ? "second" : "third" }], now);
    case "unclear":
      return addJob(tx, "decide-sample", { sampleId: sample.id }, { key: `decide-sample:${sample.id}` });
  }
}

function stepAfter(sample: SampleInFull, findings: ReadonlyArray<Finding>): Step {
  const [first] = findings;
  const serverHolds = heldModel(sample) !== null;
  if (first?.replay.expected && findings.length === 1)
    return afterServersSuspicion({ verdict: first.verdict, ran: first.asWritten });
  const votes = findings.map((finding) => ({
    verdict: finding.verdict,
    // Two may have agreed on what they say. Where the server can look itself, that shows nothing.
    ran: finding.asWritten || (!serverHolds && likeOf(finding, findings).length > 0),
  }));
  return nextStep(votes, { serverHolds, looksTwice: isLookedAtTwice(sample.id) });
}

function likeOf(finding: Finding, findings: ReadonlyArray<Finding>): Array<Finding> {
  return findings.filter((other) => other !== finding && isSameRun(other.found, finding.found));
}

async function findingsOn(tx: Transaction, sampleId: string, record: SampleRecord): Promise<Array<Finding>> {
  const replays = await tx.replay.findMany({ where: { sampleId, state: "done" }, orderBy: { doneAt: "asc" } });
  return replays.map((replay) => {
    const found: Found = { steps: storedSchema.parse(replay.measures) };
    const verifier = { dtype: replay.dtype ?? "", backend: replay.backend ?? "" };
    const verdict = verdictOn(record, found, verifier);
    const expected = replay.expected === null ? null : { steps: storedSchema.parse(replay.expected) };
    const asWritten = expected ? isServersRun(expected, found) : isWritersRun(record, found);
    const contradicts = expected ? !asWritten : contradictsWriter(record, found);
    return { replay, found, verdict, asWritten, contradicts };
  });
}

/** It says what was decided, from a run of the model; or it was in doubt, and found what one found who says so. */
function agreesWith(decided: Verdict, finding: Finding, findings: ReadonlyArray<Finding>): Agreement {
  const like = likeOf(finding, findings);
  if (finding.verdict === decided) return like.length > 0 || shownRun(finding);
  return finding.verdict === "suspect" && like.some(({ verdict }) => verdict === decided);
}

function shownRun({ asWritten, contradicts }: Finding): Agreement {
  if (asWritten) return true;
  return contradicts ? false : null;
}

/** The server's word: where it holds the model by its own measures, else nothing is held against the sample. */
export async function decideByServer(sampleId: string, now: Date): Promise<void> {
  const sample = await db().sample.findUnique({ where: { id: sampleId }, include: inFull });
  if (!sample) return;
  const record = sampleRecord(sample);
  const here = await measuredOrNot(sample, record);
  await inTransaction(async (tx) => {
    await lockPrompt(tx, sample.promptId);
    const { state } = await tx.sample.findUniqueOrThrow({ where: { id: sampleId } });
    if (state === "accepted" || state === "rejected") return;
    const findings = await findingsOn(tx, sampleId, record);
    if (!here) {
      await applyDecision(tx, { sample, verdict: "nobody", now });
      return noteAgreement(tx, findings, shownRun);
    }
    const isPassed = lastDecision(sampleId, record, here).event.kind === "passed";
    await applyDecision(tx, { sample, verdict: isPassed ? "passed" : "failed", now });
    await noteAgreement(
      tx,
      findings,
      ({ verdict, found }) => verdict !== (isPassed ? "failed" : "passed") && isServersRun(here, found),
    );
  });
}

type Applied = { sample: SampleInFull; verdict: Verdict | "nobody"; now: Date };

const events: Record<Applied["verdict"], SampleEvent> = {
  passed: { kind: "passed" },
  nobody: { kind: "passed" },
  suspect: { kind: "suspected" },
  failed: { kind: "failed", reason: "replay-failed" },
};

async function applyDecision(tx: Transaction, { sample, verdict, now }: Applied): Promise<void> {
  const replay = verdict === "passed" || verdict === "failed" ? verdict : "none";
  const decision: Decision = { sampleId: sample.id, event: events[verdict], replay };
  await decideSamples(tx, {
    promptId: sample.promptId,
    decisions: await unlessRepeated(tx, [sample], [decision]),
    now,
  });
  if (verdict !== "suspect") {
    await tx.replay.updateMany({
      where: { sampleId: sample.id, state: "open", purpose: { not: "control" } },
      data: { state: "void" },
    });
  }
}

/** A control, or a finding that came after the decision: it agrees when it says what was decided, from a run of the model. */
function settleLate(tx: Transaction, replay: string, findings: ReadonlyArray<Finding>): Promise<void> {
  const isDecided = replay === "passed" || replay === "failed";
  return noteAgreement(tx, findings, (finding) => {
    const saysSo = !isDecided || (finding.verdict === "passed") === (replay === "passed");
    return saysSo ? shownRun(finding) : false;
  });
}

async function noteAgreement(
  tx: Transaction,
  findings: ReadonlyArray<Finding>,
  agreementOf: (finding: Finding) => Agreement,
): Promise<void> {
  for (const finding of findings) {
    const { id } = finding.replay;
    const agrees = agreementOf(finding);
    const data = { verdict: finding.verdict, agrees, ...(agrees === null ? { state: "void" as const } : {}) };
    await tx.replay.updateMany({ where: { id, agrees: null }, data });
  }
  await addJob(tx, "settle-replays", {}, { key: "settle-replays", queue: "settle-replays" });
}
