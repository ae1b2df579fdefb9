import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ConnectButton } from "#app/features/auth/connect-button.tsx";
import { CampaignChoice } from "#app/features/generation/campaign-choice.tsx";
import { type CatalogueModel, starter } from "#app/features/generation/catalogue.ts";
import { createGenerator } from "#app/features/generation/generate.client.ts";
import { GenerateControls, type How } from "#app/features/generation/generate-controls.tsx";
import { GeneratorNumbers } from "#app/features/generation/generator-numbers.tsx";
import { GeneratorRows } from "#app/features/generation/generator-rows.tsx";
import { GeneratorStatus } from "#app/features/generation/generator-status.tsx";
import { ModelCard } from "#app/features/generation/model-card.tsx";
import type { OfferedCampaign } from "#app/features/generation/offered.ts";
import { memberSupply, trialSupply } from "#app/features/generation/supply.client.ts";
import { useTrialPrompts } from "#app/features/generation/trial-prompts.tsx";
import { useGenerator } from "#app/features/generation/use-generator.tsx";
import { useSpaceKey } from "#app/features/generation/use-space-key.tsx";

type DeskProps = {
  address: string | null;
  campaigns: ReadonlyArray<OfferedCampaign>;
  chosenId: string | null;
  hubUrl: string;
};

/** Left: what is wanted, by which model, at what price. Right: what is being written and what became of it. */
export function GenerateDesk({ address, campaigns, chosenId, hubUrl }: DeskProps) {
  const { t, i18n } = useTranslation("generation");
  const trialPrompts = useTrialPrompts();
  const [how, setHow] = useState<How>({ choice: null, limit: 0 });
  const campaign = campaigns.find(({ id }) => id === chosenId) ?? campaigns[0] ?? null;
  const model: CatalogueModel = (address && campaign?.model) || starter;
  const isTrial = address === null;
  const key = isTrial ? `trial ${i18n.language}` : `${address} ${campaign?.id} ${model.revision}`;
  const { generator, state } = useGenerator(key, () =>
    createGenerator({
      model,
      hubUrl,
      supplyFor: (note) =>
        address && campaign
          ? memberSupply({ address, campaignId: campaign.id, modelId: model.id, candidates: campaign.candidates }, note)
          : trialSupply(trialPrompts),
    }),
  );
  const isIdle = state.phase === "idle" || state.phase === "failed";
  const start = () => generator?.start(how);
  useSpaceKey(() => (isIdle ? start() : generator?.stop()));

  if (address && !campaign) return <EmptyState title={t("none.title")}>{t("none.body")}</EmptyState>;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[21rem_minmax(0,1fr)]">
      <div className="grid gap-4">
        <Card>
          <div className="grid gap-5">
            {campaign && !isTrial && <CampaignChoice campaigns={campaigns} chosen={campaign} isFixed={!isIdle} />}
            <ModelCard model={model} device={state.device} gpu={state.gpu} choice={how.choice} />
            <GenerateControls
              how={how}
              onHow={setHow}
              isReady={generator !== null}
              phase={state.phase}
              priceWei={isTrial ? null : (campaign?.priceWei ?? null)}
              onStart={start}
              onStop={() => generator?.stop()}
            />
          </div>
        </Card>
        {isTrial && (
          <Card title={t("trial.title")}>
            <p className="mb-3 text-muted">{t("trial.body")}</p>
            <ConnectButton variant="plain" />
          </Card>
        )}
      </div>
      <div className="grid min-w-0 gap-4">
        <GeneratorStatus state={state} onRetry={start} />
        <GeneratorNumbers state={state} isTrial={isTrial} />
        {state.rows.length === 0 && isIdle && <p className="text-muted">{t("rows.none")}</p>}
        <GeneratorRows rows={state.rows} />
      </div>
    </div>
  );
}
