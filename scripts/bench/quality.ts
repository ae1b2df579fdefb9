// How right and how fast the estimators are: on the sets of a data folder, on simulated crowds, and at a million answers.
import type { BenchOptions, Measured } from "./measure.ts";
import { pairFigures } from "./pairs.ts";
import { millionFigures } from "./quality/million.ts";
import { setFigures } from "./quality/sets.ts";
import { simulatedFigures } from "./quality/simulated.ts";

export function bench({ dataFolder }: BenchOptions): Measured {
  const parts = [setFigures(dataFolder), simulatedFigures(), millionFigures(), pairFigures()];
  return { figures: parts.flatMap(({ figures }) => figures), ratios: parts.flatMap(({ ratios }) => ratios) };
}
