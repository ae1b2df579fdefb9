// What closed tasks say about those who answered them: how many of a contributor's answers are likely to be right.
import { oneCoin } from "#app/features/quality/labels/one-coin.ts";
import { votesOf } from "#app/features/quality/labels/votes.ts";

/** Choices of one kind in one campaign, a row an answer, as numbers: names are kept once. */
export type Choices = {
  tasks: Array<number>;
  workers: Array<number>;
  labels: Array<number>;
  taskCount: number;
  labelCount: number;
  addresses: ReadonlyArray<string>;
};
export type Agreement = { agreed: number; decided: number };
export type GoldCount = { goldCorrect: number; goldTotal: number };

/**
 * The expected number of each contributor's right answers, by one-coin Dawid–Skene over all of them at once; what they have
 * shown on gold is the prior. Weighs nobody's pay: it says whom the queue trusts.
 */
export function agreementByFit(choices: Choices, golds: ReadonlyMap<string, GoldCount>): Map<string, Agreement> {
  const { tasks, workers, labels, taskCount, labelCount, addresses } = choices;
  const agreements = new Map(addresses.map((address) => [address, { agreed: 0, decided: 0 }]));
  if (tasks.length === 0 || labelCount === 0) return agreements;

  const votes = votesOf({
    ...{ tasks: Int32Array.from(tasks), workers: Int32Array.from(workers), labels: Int32Array.from(labels) },
    // A label that nobody chose stands for being wrong where everybody chose the same.
    ...{ taskCount, workerCount: addresses.length, labelCount: Math.max(2, labelCount) },
  });
  const { posterior } = oneCoin(votes, { history: historyOf(addresses, golds) });
  for (let answer = 0; answer < votes.size; answer++) {
    const agreement = agreements.get(addresses[votes.workers[answer] ?? -1] ?? "");
    if (!agreement) continue;
    const place = (votes.tasks[answer] ?? 0) * votes.labelCount + (votes.labels[answer] ?? 0);
    agreement.decided += 1;
    agreement.agreed += posterior[place] ?? 0;
  }
  for (const agreement of agreements.values()) agreement.agreed = Math.min(agreement.agreed, agreement.decided);
  return agreements;
}

function historyOf(addresses: ReadonlyArray<string>, golds: ReadonlyMap<string, GoldCount>) {
  const right = new Float64Array(addresses.length);
  const wrong = new Float64Array(addresses.length);
  addresses.forEach((address, worker) => {
    const { goldCorrect = 0, goldTotal = 0 } = golds.get(address) ?? {};
    // One right answer is taken for granted, so that somebody who is never right does not become a certainty.
    right[worker] = goldCorrect + 1;
    wrong[worker] = goldTotal - goldCorrect;
  });
  return { right, wrong };
}
