import { useEffect, useState } from "react";
import {
  type PlannedDevice,
  plannedDevice,
  type Wanted,
} from "#app/features/generation/models/planned-device.client.ts";
import { endAhead, lookAhead } from "#app/features/generation/models/worker-ahead.client.ts";
import type { Gpu } from "#workers/browser/protocol.ts";

/** Where the model will run, told before it is loaded; null until that is known. */
export function usePlannedDevice({ model, choice, hubUrl }: Wanted): PlannedDevice | null {
  const [found, setFound] = useState<{ gpu: Gpu | null } | null>(null);
  const [planned, setPlanned] = useState<PlannedDevice | null>(null);
  useEffect(() => {
    // Where no worker can be started, the start itself says why.
    lookAhead().then(
      (gpu) => setFound({ gpu }),
      () => {},
    );
    return endAhead;
  }, []);
  useEffect(() => {
    let isCurrent = true;
    if (found) {
      void plannedDevice({ model, choice, hubUrl }, found.gpu).then((plan) => isCurrent && setPlanned(plan));
    }
    return () => {
      isCurrent = false;
    };
  }, [found, model, choice, hubUrl]);
  // What is still known of another model says nothing of this one.
  return planned?.model === model && planned.choice === choice ? planned : null;
}
