import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { StateBadge, type Tone } from "#app/components/state-badge.tsx";
import type { DisputeBody, DisputeState } from "#app/features/review/dispute.ts";
import { DisputeText } from "#app/features/review/dispute-text.tsx";

type DisputeControlProps = { entryId: string; dispute: DisputeBody | undefined; isInTime: boolean };
export type FiledAnswer = { why: string } | { why: null };

/** Under an entry that was not paid: a form to dispute it, or how the dispute stands. */
export function DisputeControl({ entryId, dispute, isInTime }: DisputeControlProps) {
  const { t } = useTranslation("review");
  if (dispute) return <DisputeStanding dispute={dispute} />;
  if (isInTime) return <DisputeForm entryId={entryId} />;
  return <p className="text-13 text-muted">{t("dispute.past")}</p>;
}

const tones: Record<DisputeState, Tone> = { open: "neutral", granted: "good", refused: "bad", lapsed: "warn" };

function DisputeStanding({ dispute }: { dispute: DisputeBody }) {
  const { t } = useTranslation("review");
  return (
    <div className="mt-1 grid justify-items-start gap-1">
      <StateBadge tone={tones[dispute.state]}>{t(`dispute.state.${dispute.state}`)}</StateBadge>
      {dispute.state === "open" && (
        <p className="text-13 text-muted">{t("dispute.until", { n: dispute.lapsesWithEpoch })}</p>
      )}
      {dispute.note && <p className="text-muted">{t("dispute.said", { words: dispute.note })}</p>}
    </div>
  );
}

function DisputeForm({ entryId }: { entryId: string }) {
  const { t } = useTranslation("review");
  const fetcher = useFetcher<FiledAnswer>();
  const why = fetcher.data?.why;
  return (
    <details className="mt-1">
      <summary className="link inline-flex min-h-9 cursor-pointer items-center pointer-coarse:min-h-11">
        {t("dispute.open")}
      </summary>
      <fetcher.Form method="post" className="mt-2 grid max-w-prose gap-3">
        <input type="hidden" name="entryId" value={entryId} />
        <DisputeText
          name="reason"
          label={t("dispute.reason")}
          note={t("dispute.what")}
          error={why ? t(`dispute.problem.${why}`) : undefined}
          rows={3}
        />
        <div>
          <Button type="submit" disabled={fetcher.state !== "idle"}>
            {t("dispute.file")}
          </Button>
        </div>
      </fetcher.Form>
    </details>
  );
}
