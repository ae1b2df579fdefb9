// One draw: rows go to the worker, and what comes back is shown while it grows, kept as it ends, and measured.
import { stepCount } from "#app/features/campaigns/generation-recipes/recipe.ts";
import type { OpenedModel } from "#app/features/generation/models/open-model.client.ts";
import type { RefusedRow } from "#app/features/generation/models/worker.client.ts";
import { type PlannedRow, sampleTextAfter } from "#app/features/generation/run/draw-plan.ts";
import {
  type GeneratorEvent,
  type GeneratorRow,
  type RowState,
  rowKey,
} from "#app/features/generation/run/generator-state.ts";
import type { KeptRow } from "#app/features/generation/run/kept-rows.ts";
import type { SpeedMeter } from "#app/features/generation/run/speed-meter.ts";
import type { DrawnRow, GrowingRow } from "#workers/browser/protocol.ts";

type Drawing = {
  opened: OpenedModel;
  address: string;
  stateOfDrawn: RowState;
  meter: SpeedMeter;
  note: (event: GeneratorEvent) => void;
  /** Answers when the row is safe. */
  keep: (row: KeptRow) => Promise<void>;
  onRefused: (planned: PlannedRow) => void;
};

/** Answers when the draw has ended and all its rows are safe. Rejects when the worker fails; the rows that ended before are safe. */
export async function drawRows(planned: ReadonlyArray<PlannedRow>, drawing: Drawing): Promise<void> {
  const { opened, meter, note } = drawing;
  const [first] = planned;
  if (!first) return;
  const keeping: Array<Promise<void>> = [];
  const tokens = new Map<number, number>();
  const since = performance.now();
  let speed = 0;

  function measure(): void {
    const all = [...tokens.values()].reduce((sum, count) => sum + count, 0);
    // A short draw ends before its speed is told.
    if (speed === 0) speed = (1_000 * all) / Math.max(1, performance.now() - since);
    const tick = meter.read(all, performance.now());
    if (tick) note({ kind: "tick", ...tick });
  }

  function onGrowing(rows: ReadonlyArray<GrowingRow>, tokensPerSecond: number): void {
    speed = tokensPerSecond;
    for (const row of rows) tokens.set(row.index, row.tokens);
    measure();
    const shown = rows.flatMap((row) => shownRow(planned[row.index], { ...row, state: "writing" }) ?? []);
    note({ kind: "rows", rows: shown, speed });
  }

  function onRow(row: DrawnRow, index: number): void {
    const plan = planned[index];
    if (!plan) return;
    tokens.set(index, row.tokenIds.length);
    measure();
    const sampleText = sampleTextAfter(plan, row.text);
    keeping.push(drawing.keep(toKept(plan, { row, sampleText, speed, drawing })));
    const isWhole = sampleText !== null;
    const state = isWhole ? drawing.stateOfDrawn : "writing";
    const text = sampleText ?? row.text;
    const shown = shownRow(plan, { text, tokens: row.tokenIds.length, state });
    if (shown) note(isWhole ? { kind: "drawn", rows: [shown] } : { kind: "rows", rows: [shown], speed });
  }

  function onRefused({ index, code }: RefusedRow): void {
    const plan = planned[index];
    const shown = shownRow(plan, { text: "", tokens: 0, state: "not-made" });
    if (!plan || !shown) return;
    drawing.onRefused(plan);
    note({ kind: "problems", rows: [{ ...shown, problem: code }] });
  }

  meter.begin(performance.now());
  const rows = planned.map(({ drawSeed: seed, messages }) => ({ seed, messages: [...messages] }));
  try {
    await opened.worker.draw({ rows, params: first.lease.params }, { onGrowing, onRow, onRefused });
  } finally {
    await Promise.all(keeping);
    measure();
    note({ kind: "draw-ended" });
  }
}

type Shown = Pick<GeneratorRow, "text" | "tokens" | "state">;

function shownRow(plan: PlannedRow | undefined, { text, tokens, state }: Shown): GeneratorRow | null {
  if (!plan) return null;
  const { lease, seed, step } = plan;
  const steps = stepCount(lease.recipe);
  return {
    key: rowKey(lease.id, seed),
    prompt: lease.prompt.messages.at(-1)?.content ?? "",
    priceWei: BigInt(lease.priceWei),
    text,
    tokens,
    state,
    ...(steps > 1 ? { step: step + 1, steps } : {}),
  };
}

type Ended = { row: DrawnRow; sampleText: string | null; speed: number; drawing: Drawing };

function toKept(plan: PlannedRow, { row, sampleText, speed, drawing }: Ended): KeptRow {
  const { tokenIds, logProbabilities, text, finishReason } = row;
  const { device: backend, dtype, gpu } = drawing.opened;
  return {
    address: drawing.address,
    leaseId: plan.lease.id,
    seed: plan.seed,
    step: plan.step,
    ...{ tokenIds, logProbabilities, text, finishReason, sampleText },
    tokensPerSecond: speed,
    backend,
    dtype,
    ...(gpu && backend === "webgpu" ? { device: gpu.name.slice(0, 200) } : {}),
  };
}
