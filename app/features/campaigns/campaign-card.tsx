import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { ProgressBar } from "#app/components/progress-bar.tsx";
import type { CampaignView } from "#app/features/campaigns/api.ts";
import { CampaignBadge } from "#app/features/campaigns/campaign-badge.tsx";

/** One campaign in a list: what it wants, what it pays, how far it is. */
export function CampaignCard({ campaign }: { campaign: CampaignView }) {
  const { t } = useTranslation("campaigns");
  const { id, title, description, state, languages, prices, judging, progress } = campaign;
  return (
    <li className="relative grid content-start gap-3 rounded-card border border-line bg-surface p-4 hover:border-muted sm:p-5">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="text-17">
          <Link to={`/campaigns/${id}`} className="after:absolute after:inset-0 after:rounded-card">
            {title}
          </Link>
        </h2>
        <CampaignBadge state={state} />
      </div>
      {description && <p className="text-muted">{description}</p>}
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-13">
        <Fact name={t("price.sample")}>
          <Amount wei={prices.samplePriceWei} />
        </Fact>
        {judging.map(({ kind, priceWei }) => (
          <Fact key={kind} name={t(`kind.${kind}`)}>
            <Amount wei={priceWei} />
          </Fact>
        ))}
        <Fact name={t("languages")}>{languages.join(", ")}</Fact>
      </dl>
      <ProgressBar
        label={t("progress.judged")}
        value={progress.tasksClosed}
        max={progress.tasksWanted}
        text={t("progress.tasks", { done: progress.tasksClosed, all: progress.tasksWanted })}
      />
    </li>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
