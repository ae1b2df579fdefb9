import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { buttonLook } from "#app/components/button-look.ts";
import { DownloadBar, FailureMessage } from "#app/features/generation/desk/generator-status.tsx";
import { useTrialPrompts } from "#app/features/generation/desk/trial-prompts.tsx";
import { type Pick, type TrialState, useTrial } from "#app/features/generation/desk/use-trial.tsx";
import { sizeBytes, starter } from "#app/features/generation/models/catalogue.ts";
import { toMegabytes } from "#app/features/generation/models/megabytes.ts";

const sides = ["a", "b"] as const;

/** The product in one gesture: on a click the starter writes two answers in this tab, and the visitor picks the better one. */
export function StarterTrial() {
  const { t, i18n } = useTranslation("generation");
  const { state, isReady, write, pick } = useTrial(useTrialPrompts());
  const bytes = sizeBytes(starter, starter.dtypes.wasm);
  return (
    <section aria-label={t("home.label")} className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-5">
      {state.phase === "idle" && (
        <>
          <p className="text-muted">{t("home.before", { size: toMegabytes(bytes, i18n.language) })}</p>
          <Button variant="primary" size="large" disabled={!isReady} onClick={write}>
            {t("home.start")}
          </Button>
        </>
      )}
      {state.failure && <FailureMessage failure={state.failure} onRetry={write} />}
      {state.phase === "loading" && state.download && <DownloadBar download={state.download} />}
      {(state.phase === "loading" || state.phase === "warming") && !state.download && (
        <p role="status" className="text-muted">
          {t("phase.checking")}
        </p>
      )}
      {state.prompt !== "" && <Answers state={state} onPick={pick} />}
      {state.picked && (
        <div className="grid gap-3" role="status">
          <p>{t(`home.picked.${state.picked}`)}</p>
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" onClick={write}>
              {t("home.another")}
            </Button>
            <Link to="/judge" className={buttonLook()}>
              {t("home.judge")}
            </Link>
          </div>
        </div>
      )}
    </section>
  );
}

function Answers({ state, onPick }: { state: TrialState; onPick: (picked: Pick) => void }) {
  const { t } = useTranslation("generation");
  return (
    <div className="grid gap-3">
      <p className="font-medium">{state.prompt}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {sides.map((side, index) => (
          <div key={side} className="grid grid-rows-[auto_1fr_auto] gap-2">
            <h3 className="text-13 text-muted">{t(`home.side.${side}`)}</h3>
            <p className="min-h-24 rounded-control bg-sunken px-3 py-2 text-[1rem] whitespace-pre-wrap">
              {state.texts[index] ?? ""}
            </p>
            {!state.picked && (
              <Button disabled={state.phase !== "written"} onClick={() => onPick(side)}>
                {t(`home.better.${side}`)}
              </Button>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
