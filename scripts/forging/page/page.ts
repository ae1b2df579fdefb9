// The study's page: the product's own loading, decode loop and measuring, on the browser's backends. The script calls it by name.
import { starter } from "#app/features/generation/models/catalogue.ts";
import { workerModelFor } from "#app/features/generation/models/model-for.ts";
import { drawSlots, type StudyModel, type Written } from "#scripts/forging/draw.ts";
import { type Measured, measureAll } from "#scripts/forging/judged.ts";
import type { Slot } from "#scripts/forging/slots.ts";
import { loadModel } from "#workers/browser/load-model.ts";
import type { WorkerDevice } from "#workers/browser/protocol.ts";

export type StudyPage = {
  open: (device: WorkerDevice) => Promise<void>;
  draw: (slots: Array<Slot>) => Promise<Array<Written>>;
  measure: (samples: Array<Written>) => Promise<Array<Measured>>;
};

let opened: Promise<StudyModel> | null = null;

async function model(): Promise<StudyModel> {
  if (!opened) throw new Error("A device is opened first.");
  return opened;
}

const page: StudyPage = {
  open: async (device) => {
    const load = { model: workerModelFor(starter, "fp32", ""), device, threads: 1, onProgress: () => undefined };
    opened = loadModel(load).then(({ session, endTokens }) => {
      return { session, endTokens, contextTokens: starter.contextTokens };
    });
    await opened;
  },
  draw: async (slots) => drawSlots(await model(), slots),
  measure: async (samples) => measureAll(await model(), samples),
};

Object.assign(window, { study: page });
