// What the rest of a campaign will cost, from what its closed tasks needed.
import type { KindRule } from "#app/features/campaigns/reservation.ts";
import { goldCount } from "#app/features/campaigns/tasks-of-prompt.ts";
import { costOf } from "#app/features/ledger/pay.ts";

/** One kind so far: tasks that are closed, their answers, which of those were paid; gold apart. */
export type KindSoFar = {
  rule: KindRule & { answersMin: number };
  tasksLeft: number;
  tasksClosed: number;
  answers: number;
  paid: number;
  goldAnswers: number;
};

export type ForecastInput = {
  samplePriceWei: bigint;
  overheadBps: number;
  samplesLeft: number;
  kinds: ReadonlyArray<KindSoFar>;
};

export type KindForecast = {
  kind: KindRule["kind"];
  tasksLeft: number;
  answersMin: number;
  answersMax: number;
  /** Answers a task that closed so far; null before the first. */
  meanAnswers: number | null;
  expectedWei: bigint;
  mostWei: bigint;
};

export type Forecast = {
  samplesLeft: number;
  samplesWei: bigint;
  kinds: Array<KindForecast>;
  expectedWei: bigint;
  /** If every task took the most answers and each were paid. */
  mostWei: bigint;
};

/** A quotient of counts, in millionths, so that money stays whole. */
const millionths = 1_000_000n;

/**
 * The rest at the price of what is done: as many answers a task, as many of them paid, as much gold between them. A kind
 * without a closed task is counted with the middle of its bounds, everything paid and the gold of newcomers.
 */
export function expectedRest({ samplePriceWei, overheadBps, samplesLeft, kinds }: ForecastInput): Forecast {
  const samplesWei = BigInt(samplesLeft) * costOf(samplePriceWei, overheadBps);
  const forecasts = kinds.map((kind) => kindForecast(kind, overheadBps));
  return {
    samplesLeft,
    samplesWei,
    kinds: forecasts,
    expectedWei: forecasts.reduce((sum, { expectedWei }) => sum + expectedWei, samplesWei),
    mostWei: forecasts.reduce((sum, { mostWei }) => sum + mostWei, samplesWei),
  };
}

function kindForecast(soFar: KindSoFar, overheadBps: number): KindForecast {
  const { rule, tasksLeft, tasksClosed, answers } = soFar;
  const { kind, answersMin, answersMax, priceWei, goldEvery } = rule;
  const answerWei = costOf(priceWei, overheadBps);
  const most = tasksLeft * answersMax;
  return {
    ...{ kind, tasksLeft, answersMin, answersMax },
    meanAnswers: tasksClosed === 0 ? null : answers / tasksClosed,
    expectedWei: (answerWei * BigInt(tasksLeft) * paidAnswersATask(soFar)) / millionths,
    mostWei: answerWei * BigInt(most + goldCount(most, goldEvery)),
  };
}

/** Paid answers that a task brings, its share of gold included, in millionths. */
function paidAnswersATask({ rule, tasksClosed, answers, paid, goldAnswers }: KindSoFar): bigint {
  const { answersMin, answersMax, goldEvery } = rule;
  if (tasksClosed === 0) {
    const middle = (answersMin + answersMax) / 2;
    return BigInt(Math.round(middle * (1 + (goldEvery === 0 ? 0 : 1 / (goldEvery - 1))) * Number(millionths)));
  }
  // Gold is paid like the rest, nearly always: it is counted at the same share.
  const withGold = BigInt(answers + goldAnswers);
  return answers === 0 ? 0n : (withGold * BigInt(paid) * millionths) / (BigInt(answers) * BigInt(tasksClosed));
}

/** How much less than the expected rest is reserved or free; nothing when there is enough. */
export function shortfallWei(
  { expectedWei }: Pick<Forecast, "expectedWei">,
  { reservedWei, availableWei }: { reservedWei: string; availableWei: string },
): bigint {
  const short = expectedWei - BigInt(reservedWei) - BigInt(availableWei);
  return short > 0n ? short : 0n;
}
