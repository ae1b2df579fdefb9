import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorMessage } from "#app/components/error-message.tsx";
import { ProgressBar } from "#app/components/progress-bar.tsx";
import type { Download, Failure, GeneratorState } from "#app/features/generation/generator-state.ts";
import { toMegabytes } from "#app/features/generation/megabytes.ts";

/** What the generator is doing, in a sentence or a bar; or what went wrong, what was kept, and a button. */
export function GeneratorStatus({ state, onRetry }: { state: GeneratorState; onRetry: () => void }) {
  const { t } = useTranslation("generation");
  if (state.failure) return <FailureMessage failure={state.failure} onRetry={onRetry} />;
  if (state.phase === "loading" && state.download) return <DownloadBar download={state.download} />;
  if (state.phase === "idle") {
    return state.made > 0 ? <p className="text-muted">{t("phase.stopped")}</p> : null;
  }
  return (
    <p className="text-muted" role="status">
      {t(`phase.${state.phase}`)}
    </p>
  );
}

export function DownloadBar({ download }: { download: Download }) {
  const { t, i18n } = useTranslation("generation");
  const { loadedBytes, totalBytes, secondsLeft } = download;
  const size = {
    loaded: toMegabytes(loadedBytes, i18n.language),
    total: toMegabytes(totalBytes, i18n.language),
  };
  const left = secondsLeft === null ? "" : t("download.left", { count: Math.max(1, Math.ceil(secondsLeft)) });
  return (
    <ProgressBar
      label={t("download.label")}
      value={loadedBytes}
      max={totalBytes}
      text={`${t("download.megabytes", size)} ${left}`.trim()}
    />
  );
}

const knownCodes = [
  "own-campaign",
  "campaign-not-live",
  "model-not-wanted",
  "rate-limited",
  "sign-in-required",
] as const;

export function FailureMessage({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTranslation("generation");
  const code = knownCodes.find((known) => known === failure.code) ?? "other";
  return (
    <ErrorMessage
      title={t(`failure.${failure.reason}`)}
      action={
        <Button variant="primary" onClick={onRetry}>
          {t("failure.retry")}
        </Button>
      }
    >
      <p>{failure.reason === "call-refused" ? t(`refusal.${code}`) : t("failure.kept")}</p>
      {failure.detail && <p className="mt-1 font-mono text-13 break-words">{failure.detail}</p>}
    </ErrorMessage>
  );
}
