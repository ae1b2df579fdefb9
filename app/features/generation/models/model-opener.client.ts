// The one model that a run has open: what must be asked before it is fetched, its loading, and its end.
import { type CatalogueModel, type Device, sizeBytes } from "#app/features/generation/models/catalogue.ts";
import { downloadQuestion } from "#app/features/generation/models/download-question.ts";
import { isModelStored } from "#app/features/generation/models/model-storage.client.ts";
import { type OpenedModel, type OpeningNews, openModel } from "#app/features/generation/models/open-model.client.ts";
import { createSecondsLeft } from "#app/features/generation/models/seconds-left.client.ts";
import type { GenerateWorker, WorkerFailure } from "#app/features/generation/models/worker.client.ts";
import { isMetered } from "#app/features/generation/run/connection.client.ts";
import { isLargeDownloadAllowed, rememberAllowed } from "#app/features/generation/run/generator-memory.client.ts";
import type { Ask, GeneratorEvent, Phase } from "#app/features/generation/run/generator-state.ts";

type OpenerInput = {
  model: CatalogueModel;
  hubUrl: string;
  note: (event: GeneratorEvent) => void;
  setPhase: (phase: Phase) => void;
  /** The worker failed while nothing was asked of it. */
  onLost: (failure: WorkerFailure) => void;
};

/** @param choice null leaves it to us; @param isForced it is not the person's choice: the graphics failed */
type Opening = { choice: Device | null; isForced: boolean };

export type ModelOpener = {
  /** Null when the answer to the question was no, or it was stopped meanwhile. Throws WorkerFailure. */
  open: (how: Opening) => Promise<OpenedModel | null>;
  worker: () => GenerateWorker | null;
  answer: (isYes: boolean) => void;
  persist: () => void;
  /** Ends what is under way; an open model stays open for the next run. */
  stop: () => void;
  end: () => void;
};

export function createModelOpener({ model, hubUrl, note, setPhase, onLost }: OpenerInput): ModelOpener {
  let opened: OpenedModel | null = null;
  let opening = new AbortController();
  let answered: ((isYes: boolean) => void) | null = null;
  const allowed = new Set<Ask["kind"]>();

  async function mayDownload(choice: Device | null): Promise<boolean> {
    const files = `${model.id} ${model.revision}`;
    if (isLargeDownloadAllowed(files)) allowed.add("large-download");
    const bytes = await bytesToCome(model, choice, hubUrl);
    const ask = downloadQuestion({ bytes, isMetered: isMetered(), allowed: [...allowed] });
    if (bytes > 0) persist();
    if (!ask) return true;
    setPhase("asking");
    note({ kind: "ask", ask });
    const isYes = await new Promise<boolean>((resolve) => {
      answered = resolve;
    });
    answered = null;
    if (!isYes) return false;
    allowed.add(ask.kind);
    rememberAllowed(ask.kind, files);
    return true;
  }

  function persist(): void {
    if (!navigator.storage?.persist) return;
    const asked = navigator.storage.persist().catch(() => false);
    void asked.then((isPersisted) => note({ kind: "persisted", isPersisted }));
  }

  async function open({ choice, isForced }: Opening): Promise<OpenedModel | null> {
    if (opened) return opened;
    opening = new AbortController();
    const { signal } = opening;
    if (!(await mayDownload(choice)) || signal.aborted) return null;
    setPhase("checking");
    try {
      opened = await openModel({ model, choice, hubUrl, signal, on: listen() });
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
    const { worker: _, ...about } = opened;
    note({ kind: "opened", ...about, ...(isForced ? { why: "gpu-failed" } : {}) });
    return opened;
  }

  function listen(): (news: OpeningNews) => void {
    const secondsLeftAfter = createSecondsLeft();
    return (news) => {
      if (news.phase === "lost") {
        end();
        return onLost(news.failure);
      }
      setPhase(news.phase);
      if (news.phase !== "loading") return;
      note({ kind: "gpu", gpu: news.gpu });
      const { progress } = news;
      if (progress) note({ kind: "download", download: { ...progress, secondsLeft: secondsLeftAfter(progress) } });
    };
  }

  function end(): void {
    opened?.worker.end();
    opened = null;
  }

  return {
    open,
    worker: () => opened?.worker ?? null,
    answer: (isYes) => answered?.(isYes),
    persist,
    stop: () => {
      answered?.(false);
      opening.abort();
      opened?.worker.stop();
    },
    end: () => {
      answered?.(false);
      opening.abort();
      end();
    },
  };
}

/** The most that may have to travel: which form is run is known only when the device was looked at. */
async function bytesToCome(model: CatalogueModel, choice: Device | null, hubUrl: string): Promise<number> {
  const { webgpu, webgpuF16, wasm } = model.dtypes;
  const onGpu = choice !== "wasm" && "gpu" in navigator ? [webgpu, webgpuF16] : [];
  const forms = choice === "webgpu" ? onGpu : [...onGpu, wasm];
  const bytes = forms.map(async (dtype) => {
    const isHere = await isModelStored(model, dtype, hubUrl).catch(() => false);
    return isHere ? 0 : sizeBytes(model, dtype);
  });
  return Math.max(0, ...(await Promise.all(bytes)));
}
