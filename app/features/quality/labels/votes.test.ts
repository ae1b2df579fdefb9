import { expect, test } from "vitest";
import { likeliestLabels } from "#app/features/quality/labels/label-fit.ts";
import { votesOf } from "#app/features/quality/labels/votes.ts";

const counts = { taskCount: 3, workerCount: 2, labelCount: 3 };

test("answers are read by task, worker and label, pairs by worker and label", () => {
  const votes = votesOf({
    tasks: Int32Array.of(2, 0, 0, 2),
    workers: Int32Array.of(1, 1, 0, 0),
    labels: Int32Array.of(0, 2, 1, 1),
    ...counts,
  });
  expect([...votes.tasks]).toEqual([0, 0, 2, 2]);
  expect([...votes.workers]).toEqual([0, 1, 0, 1]);
  expect([...votes.labels]).toEqual([1, 2, 1, 0]);
  expect([...votes.taskStarts]).toEqual([0, 2, 2, 4]);
  // Worker 0 has given 1 (twice); worker 1 has given 0 and 2.
  expect([...votes.pairWorkers]).toEqual([0, 1, 1]);
  expect([...votes.pairLabels]).toEqual([1, 0, 2]);
  expect([...votes.pairs]).toEqual([0, 2, 0, 1]);
  expect([...votes.workerStarts]).toEqual([0, 1, 3]);
});

test("an answer that names what does not exist is a bug, and so are columns of unequal length", () => {
  const one = Int32Array.of(0);
  expect(() => votesOf({ tasks: Int32Array.of(3), workers: one, labels: one, ...counts })).toThrow("task");
  expect(() => votesOf({ tasks: one, workers: Int32Array.of(-1), labels: one, ...counts })).toThrow("worker");
  expect(() => votesOf({ tasks: one, workers: one, labels: Int32Array.of(), ...counts })).toThrow("equally long");
});

test("of labels that differ by rounding only the first is taken", () => {
  expect([...likeliestLabels(Float64Array.of(0.3, 0.1 + 0.2, 0.4 - 1e-15, 0.4), 2)]).toEqual([0, 0]);
  expect([...likeliestLabels(Float64Array.of(0.2, 0.8, 0.8, 0.2), 2)]).toEqual([1, 0]);
});
