import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { ProgressBar } from "#app/components/progress-bar.tsx";
import { toMegabytes } from "#app/features/generation/models/megabytes.ts";
import type { Download, Failure, GeneratorState } from "#app/features/generation/run/generator-state.ts";

/** What the generator is doing, in a sentence or a bar; or what went wrong, what was kept, and a button. */
export function GeneratorStatus({ state, onRetry }: { state: GeneratorState; onRetry: () => void }) {
  const { t } = useTranslation("generation");
  if (state.failure) return <FailureMessage failure={state.failure} onRetry={onRetry} />;
  return (
    <div className="grid gap-3">
      {/* Always there, so that a change of the sentence is heard; figures and bars are not announced. */}
      <p className="text-muted" role="status">
        {sentence()}
      </p>
      {state.phase === "loading" && state.download && <DownloadBar download={state.download} />}
    </div>
  );

  function sentence(): string {
    if (state.phase !== "idle") return t(`phase.${state.phase}`);
    if (state.made === 0) return t("rows.none");
    return state.unsent > 0 ? t("phase.stoppedUnsent") : t("phase.stopped");
  }
}

export function DownloadBar({ download }: { download: Download }) {
  const { t, i18n } = useTranslation("generation");
  const { loadedBytes, totalBytes, secondsLeft } = download;
  const size = {
    loaded: toMegabytes(loadedBytes, i18n.language),
    total: toMegabytes(totalBytes, i18n.language),
  };
  const left = secondsLeft === null ? "" : timeLeft(Math.max(1, Math.ceil(secondsLeft)));
  return (
    <ProgressBar
      label={download.from === "cache" ? t("download.cached") : t("download.label")}
      value={loadedBytes}
      max={totalBytes}
      text={`${t("download.megabytes", size)} ${left}`.trim()}
    />
  );

  function timeLeft(seconds: number): string {
    if (seconds < 120) return t("download.left", { count: seconds });
    return t("download.minutesLeft", { count: Math.round(seconds / 60) });
  }
}

const knownCodes = [
  "own-campaign",
  "campaign-not-live",
  "model-not-wanted",
  "rate-limited",
  "sign-in-required",
  "disagrees-too-often",
] as const;

export function FailureMessage({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTranslation("generation");
  const code = knownCodes.find((known) => known === failure.code) ?? "other";
  return (
    <ErrorMessage
      title={t(`failure.title.${failure.reason}`)}
      action={
        <Button variant="primary" onClick={onRetry}>
          {t("failure.retry")}
        </Button>
      }
    >
      <p>{failure.reason === "call-refused" ? t(`refusal.${code}`) : t(`failure.way.${failure.reason}`)}</p>
      {failure.detail && (
        <details className="mt-1 text-13">
          <summary>{t("failure.detail")}</summary>
          <p className="mt-1 font-mono break-words">{failure.detail}</p>
        </details>
      )}
    </ErrorMessage>
  );
}
