// The one model that a run has open: what must be asked before it is fetched, its loading, and its end.
import { type CatalogueModel, type Device, sizeBytes } from "#app/features/generation/catalogue.ts";
import { isMetered } from "#app/features/generation/connection.client.ts";
import { downloadQuestion } from "#app/features/generation/download-question.ts";
import { isLargeDownloadAllowed, rememberAllowed } from "#app/features/generation/generator-memory.client.ts";
import type { Ask, GeneratorEvent, Phase } from "#app/features/generation/generator-state.ts";
import { type OpenedModel, type OpeningNews, openModel } from "#app/features/generation/open-model.client.ts";
import type { GenerateWorker, WorkerFailure } from "#app/features/generation/worker.client.ts";
import { cacheName } from "#workers/browser/model-address.ts";

type OpenerInput = {
  model: CatalogueModel;
  hubUrl: string;
  note: (event: GeneratorEvent) => void;
  setPhase: (phase: Phase) => void;
  /** The worker failed while nothing was asked of it. */
  onLost: (failure: WorkerFailure) => void;
};

export type ModelOpener = {
  /** Null when the answer to the question was no, or it was stopped meanwhile. Throws WorkerFailure. */
  open: (choice: Device | null) => Promise<OpenedModel | null>;
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
    const dtype = model.dtypes[choice ?? "webgpu"];
    const files = `${model.id} ${model.revision} ${dtype}`;
    if (isLargeDownloadAllowed(files)) allowed.add("large-download");
    const bytes = await bytesToCome(model, sizeBytes(model, dtype));
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

  async function open(choice: Device | null): Promise<OpenedModel | null> {
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
    const { device, dtype, gpu, why, race, threads } = opened;
    note({ kind: "opened", device, dtype, gpu, why, race, threads });
    return opened;
  }

  function listen(): (news: OpeningNews) => void {
    const secondsLeftAfter = createEstimate();
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

/** What is not here yet, about: a model that began to be stored counts by its bytes. */
async function bytesToCome({ id, revision }: CatalogueModel, wholeBytes: number): Promise<number> {
  const isHere = "caches" in window && (await caches.has(cacheName({ id, revision })));
  return isHere ? 0 : wholeBytes;
}

function createEstimate(): (progress: { loadedBytes: number; totalBytes: number }) => number | null {
  let begin: { at: number; bytes: number } | null = null;
  return ({ loadedBytes, totalBytes }) => {
    const now = performance.now();
    begin ??= { at: now, bytes: loadedBytes };
    const perSecond = (loadedBytes - begin.bytes) / ((now - begin.at) / 1_000);
    return perSecond > 0 ? (totalBytes - loadedBytes) / perSecond : null;
  };
}
