import { Form, useFetcher, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import type { SiteChain } from "#app/features/auth/site-chain.ts";
import type { CampaignView } from "#app/features/campaigns/api.ts";
import { campaignSteps, stateAfter } from "#app/features/campaigns/campaign-state.ts";
import { FundForm } from "#app/features/campaigns/fund-form.tsx";

/** What an action of the campaign's page answers when it did not do what it was asked. */
export type StepAnswer = { why: "not-funded" | "not-from-here" | "nothing-decided" } | null;

type RequesterToolsProps = { campaign: CampaignView; chain: SiteChain | null };

/** The requester's own: fund, open, pause, close, cut a release. */
export function RequesterTools({ campaign, chain }: RequesterToolsProps) {
  const { t } = useTranslation("campaigns");
  const { requester, key, budget } = campaign;
  return (
    <section
      id="tools"
      aria-label={t("tools.title")}
      className="grid scroll-mt-20 items-start gap-4 md:grid-cols-2 md:items-start"
    >
      {chain ? (
        <FundForm address={requester} campaignKey={key} fundedWei={budget.fundedWei} chain={chain} />
      ) : (
        <Card title={t("fund.title")}>{t("fund.noChain")}</Card>
      )}
      <div className="grid content-start gap-4">
        <StepForm campaign={campaign} />
        <EditCard campaign={campaign} />
        <ReleaseForm canRelease={campaign.progress.tasksClosed > 0} />
      </div>
    </section>
  );
}

function StepForm({ campaign }: { campaign: CampaignView }) {
  const { t } = useTranslation("campaigns");
  const fetcher = useFetcher<StepAnswer>();
  const steps = campaignSteps.filter((step) => stateAfter(campaign.state, step) !== null);
  return (
    <Card title={t("tools.state")}>
      <p className="mb-3 text-muted">{t(`tools.now.${campaign.state}`)}</p>
      <fetcher.Form method="post" className="flex flex-wrap gap-2">
        {steps.map((step) => (
          <Button
            key={step}
            type="submit"
            name="intent"
            value={step}
            variant={step === "close" ? "danger" : "plain"}
            disabled={fetcher.state !== "idle" || (step === "open" && campaign.state === "draft")}
            onClick={(event) => {
              if (step === "close" && !window.confirm(t("tools.confirmClose"))) event.preventDefault();
            }}
          >
            {t(`tools.step.${step}`)}
          </Button>
        ))}
      </fetcher.Form>
      <Refusal answer={fetcher.data} />
    </Card>
  );
}

/** To what may change, and to a new draft that asks for the same. */
function EditCard({ campaign }: { campaign: CampaignView }) {
  const { t } = useTranslation("campaigns");
  const isBusy = useNavigation().state !== "idle";
  return (
    <Card title={t("tools.edit")}>
      <div className="flex flex-wrap items-center gap-2">
        {campaign.state !== "closed" && (
          <ButtonLink to={`/campaigns/${campaign.id}/edit`}>{t("tools.editAndImport")}</ButtonLink>
        )}
        <Form method="post" className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button type="submit" name="intent" value="duplicate" disabled={isBusy}>
            {t("tools.duplicate")}
          </Button>
          <label className="flex items-center gap-2 text-13 pointer-coarse:min-h-11">
            <input type="checkbox" name="withPrompts" className="size-4 accent-accent" />
            {t("tools.withPrompts")}
          </label>
        </Form>
      </div>
    </Card>
  );
}

function ReleaseForm({ canRelease }: { canRelease: boolean }) {
  const { t } = useTranslation("campaigns");
  const fetcher = useFetcher<StepAnswer>();
  return (
    <Card title={t("release.title")}>
      <p className="mb-3 text-muted">{t(canRelease ? "release.what" : "release.notYet")}</p>
      <fetcher.Form method="post">
        <Button type="submit" name="intent" value="release" disabled={!canRelease || fetcher.state !== "idle"}>
          {t("release.cut")}
        </Button>
      </fetcher.Form>
      <Refusal answer={fetcher.data} />
    </Card>
  );
}

function Refusal({ answer }: { answer: StepAnswer | undefined }) {
  const { t } = useTranslation("campaigns");
  return (
    <p role="status" className="mt-3 text-13 text-bad empty:hidden">
      {answer && t(`tools.refused.${answer.why}`)}
    </p>
  );
}
