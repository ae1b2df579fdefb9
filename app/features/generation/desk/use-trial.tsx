import { useCallback, useEffect, useRef, useState } from "react";
import { starter } from "#app/features/generation/models/catalogue.ts";
import { openModel } from "#app/features/generation/models/open-model.client.ts";
import { createSecondsLeft } from "#app/features/generation/models/seconds-left.client.ts";
import type { GenerateWorker } from "#app/features/generation/models/worker.client.ts";
import { failureOf } from "#app/features/generation/run/failure-of.client.ts";
import type { Download, Failure } from "#app/features/generation/run/generator-state.ts";
import { randomSeeds, trialParams } from "#app/features/generation/run/trial-supply.client.ts";

export type Pick = "a" | "b";

export type TrialState = {
  phase: "idle" | "loading" | "warming" | "writing" | "written" | "failed";
  download: Download | null;
  prompt: string;
  texts: ReadonlyArray<string>;
  picked: Pick | null;
  failure: Failure | null;
};

const idle: TrialState = { phase: "idle", download: null, prompt: "", texts: [], picked: null, failure: null };

/** Two answers of the starter to one prompt after another; its worker is started by the first call and ends with the page. */
export function useTrial(prompts: ReadonlyArray<string>) {
  const [state, setState] = useState(idle);
  const [isReady, setReady] = useState(false);
  const worker = useRef<GenerateWorker | null>(null);
  const ending = useRef<AbortController | null>(null);
  const turn = useRef(0);

  const fail = useCallback((error: unknown) => {
    if (ending.current?.signal.aborted) return;
    worker.current?.end();
    worker.current = null;
    setState({ ...idle, phase: "failed", failure: failureOf(error) });
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    ending.current = controller;
    setReady(true);
    return () => {
      controller.abort();
      worker.current?.end();
      worker.current = null;
    };
  }, []);

  async function ready(): Promise<GenerateWorker> {
    if (worker.current) return worker.current;
    setState({ ...idle, phase: "loading" });
    const secondsLeftAfter = createSecondsLeft();
    const opened = await openModel({
      model: starter,
      choice: null,
      hubUrl: window.location.origin,
      ...(ending.current ? { signal: ending.current.signal } : {}),
      on: (news) => {
        if (news.phase === "lost") return fail(news.failure);
        if (news.phase === "warming") return setState({ ...idle, phase: "warming" });
        if (news.phase !== "loading" || !news.progress) return;
        const { progress } = news;
        setState({ ...idle, phase: "loading", download: { ...progress, secondsLeft: secondsLeftAfter(progress) } });
      },
    });
    worker.current = opened.worker;
    return opened.worker;
  }

  async function writeTwo(): Promise<void> {
    const running = await ready();
    const prompt = prompts[turn.current % prompts.length] ?? "";
    turn.current++;
    const seeds = randomSeeds(2);
    const textsOf = (rows: ReadonlyArray<{ seed: number; text: string }>) =>
      seeds.map((seed) => rows.find((row) => row.seed === seed)?.text ?? "");
    setState({ ...idle, phase: "writing", prompt });
    const messages = [{ role: "user" as const, content: prompt }];
    const drawn = await running.draw(
      { rows: seeds.map((seed) => ({ seed, messages })), params: trialParams },
      { onGrowing: (rows) => setState({ ...idle, phase: "writing", prompt, texts: textsOf(rows) }) },
    );
    setState({ ...idle, phase: "written", prompt, texts: textsOf(drawn.rows) });
  }

  return {
    state,
    /** False until the page listens to clicks. */
    isReady,
    write: () => void writeTwo().catch(fail),
    pick: (picked: Pick) => setState((current) => ({ ...current, picked })),
  };
}
