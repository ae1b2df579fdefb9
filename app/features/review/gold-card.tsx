import { Link, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import type { FormTask } from "#app/features/tasks/forms/draft.ts";
import { AnswerView } from "#app/features/tasks/judge/answer-view.tsx";

export type ProposedGold = {
  id: string;
  campaignId: string;
  campaignTitle: string;
  kind: FormTask["kind"];
  texts: ReadonlyArray<string>;
  messages: FormTask["prompt"]["messages"];
  outcome: unknown;
  options: unknown;
};

/** A task that everybody answered alike, and the answer that would be known: is it surely right? */
export function GoldCard({ gold }: { gold: ProposedGold }) {
  const { t } = useTranslation("review");
  const fetcher = useFetcher();
  const isBusy = fetcher.state !== "idle";
  const task = {
    ...{ kind: gold.kind, options: gold.options, prompt: { messages: gold.messages } },
    samples: gold.texts.map((text, index) => ({ id: String(index), text })),
  };
  return (
    <article className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-5">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-muted">
        <StateBadge tone="accent">{t(`subject.kind.${gold.kind}`)}</StateBadge>
        <Link to={`/campaigns/${gold.campaignId}`} className="link">
          {gold.campaignTitle}
        </Link>
      </p>
      <AnswerView task={task} answer={gold.outcome} />
      <fetcher.Form method="post" className="flex flex-wrap gap-3">
        <input type="hidden" name="goldId" value={gold.id} />
        <Button type="submit" name="decision" value="right" disabled={isBusy}>
          {t("gold.right")}
        </Button>
        <Button type="submit" name="decision" value="wrong" variant="quiet" disabled={isBusy}>
          {t("gold.wrong")}
        </Button>
      </fetcher.Form>
    </article>
  );
}
