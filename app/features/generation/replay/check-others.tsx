import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { FailureMessage } from "#app/features/generation/desk/generator-status.tsx";
import { toMegabytes } from "#app/features/generation/models/megabytes.ts";
import { idleVerifier, type VerifierState } from "#app/features/generation/replay/verifier-state.ts";
import { createVerifier, type Verifier } from "#app/features/generation/replay/verifying.client.ts";

/** Checking what others handed in: what it is, what it does now, what it did and earned. */
export function CheckOthers({ address, hubUrl }: { address: string; hubUrl: string }) {
  const { t } = useTranslation("generation");
  const { verifier, state } = useVerifier(address, hubUrl);
  const isOn = state.phase !== "idle" && state.phase !== "failed";
  return (
    <Card title={t("check.title")}>
      <div className="grid gap-3 text-15">
        <p className="text-13 text-muted">{t("check.body")}</p>
        <Button
          disabled={!verifier}
          onClick={() => (isOn ? verifier?.stop() : verifier?.start())}
          className="justify-self-start"
        >
          {isOn ? t("check.stop") : t("check.start")}
        </Button>
        <p role="status" className="text-13 text-muted empty:hidden">
          <Doing state={state} />
        </p>
        {state.failure && <FailureMessage failure={state.failure} onRetry={() => verifier?.start()} />}
        {state.checked + state.refused > 0 && <Done state={state} />}
      </div>
    </Card>
  );
}

function Doing({ state: { phase, download } }: { state: VerifierState }) {
  const { t, i18n } = useTranslation("generation");
  if (phase === "idle" || phase === "failed") return null;
  if (phase !== "loading" || !download) return t(`check.phase.${phase}`);
  const size = (bytes: number) => toMegabytes(bytes, i18n.language);
  const megabytes = t("download.megabytes", { loaded: size(download.loadedBytes), total: size(download.totalBytes) });
  return (
    <>
      {t("check.phase.loading")} <span aria-hidden="true">{megabytes}</span>
    </>
  );
}

function Done({ state: { checked, refused, earnedWei } }: { state: VerifierState }) {
  const { t } = useTranslation("generation");
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-3">
      <dt className="text-muted">{t("check.checked")}</dt>
      <dd>{checked}</dd>
      {refused > 0 && (
        <>
          <dt className="text-muted">{t("check.refused")}</dt>
          <dd>{refused}</dd>
        </>
      )}
      <dt className="text-muted">{t("check.earned")}</dt>
      <dd>
        <Amount wei={earnedWei} />
      </dd>
    </dl>
  );
}

function useVerifier(address: string, hubUrl: string): { verifier: Verifier | null; state: VerifierState } {
  const [verifier, setVerifier] = useState<Verifier | null>(null);
  useEffect(() => {
    const made = createVerifier({ address, hubUrl });
    setVerifier(made);
    return () => {
      made.end();
      setVerifier(null);
    };
  }, [address, hubUrl]);
  const state = useSyncExternalStore(verifier?.subscribe ?? never, verifier?.state ?? idle, idle);
  return { verifier, state };
}

function never(): () => void {
  return () => {};
}

function idle(): VerifierState {
  return idleVerifier;
}
