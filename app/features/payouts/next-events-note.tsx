import { useTranslation } from "react-i18next";
import { Moment } from "#app/components/moment.tsx";
import { localDuration } from "#app/features/payouts/duration.ts";
import type { NextEvents } from "#app/features/payouts/next-events.ts";

/** When the next epoch closes and when it becomes claimable, in a sentence or two. */
export function NextEventsNote({ next }: { next: NextEvents }) {
  const { t, i18n } = useTranslation("payouts");
  const window = next.windowSeconds === null ? null : localDuration(next.windowSeconds, i18n.language);
  return (
    <>
      {next.isProposing && <span>{t("next.proposing", { n: next.epochN - 1 })} </span>}
      {next.window && (
        <span>
          {t("next.window", { n: next.window.epochN })} <Moment at={next.window.endsAt} />.{" "}
        </span>
      )}
      {next.closesAt ? (
        <span>
          {t("next.closes", { n: next.epochN })} <Moment at={next.closesAt} />.{" "}
          {window && <span>{t("next.then", { window })}</span>}
        </span>
      ) : (
        !next.isProposing && <span>{t("next.waits", { every: localDuration(next.epochSeconds, i18n.language) })}</span>
      )}
    </>
  );
}
