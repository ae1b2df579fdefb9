import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { calmly } from "#app/features/generation/run/calm.ts";
import type { Generator } from "#app/features/generation/run/generate.client.ts";
import { type GeneratorState, idleGenerator } from "#app/features/generation/run/generator-state.ts";

/** How often the page is drawn while a model writes. */
const drawnMs = 200;

type Used = { generator: Generator | null; state: GeneratorState };

/** A generator for as long as `key` stays the same; its worker ends with the page. */
export function useGenerator(key: string, make: () => Generator): Used {
  const [generator, setGenerator] = useState<Generator | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when what `make` closes over is another
  useEffect(() => {
    const made = make();
    setGenerator(made);
    return () => {
      made.end();
      setGenerator(null);
    };
  }, [key]);
  const subscribe = useMemo(() => (generator ? calmly(generator.subscribe, drawnMs) : never), [generator]);
  const state = useSyncExternalStore(subscribe, generator?.state ?? idle, idle);
  return { generator, state };
}

function never(): () => void {
  return () => {};
}

function idle(): GeneratorState {
  return idleGenerator;
}
