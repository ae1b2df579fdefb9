import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ConnectButton } from "#app/features/auth/connect-button.tsx";
import { CampaignChoice } from "#app/features/generation/desk/campaign-choice.tsx";
import { GenerateControls } from "#app/features/generation/desk/generate-controls.tsx";
import { GenerateSettings, type How, StartSettings } from "#app/features/generation/desk/generate-settings.tsx";
import { GeneratorView } from "#app/features/generation/desk/generator-view.tsx";
import { useTrialPrompts } from "#app/features/generation/desk/trial-prompts.tsx";
import { useDeskActions } from "#app/features/generation/desk/use-desk-actions.tsx";
import { useGenerator } from "#app/features/generation/desk/use-generator.tsx";
import { usePlannedDevice } from "#app/features/generation/desk/use-planned-device.tsx";
import type { OfferedCampaign } from "#app/features/generation/leases/offered.ts";
import { type CatalogueModel, catalogue, starter } from "#app/features/generation/models/catalogue.ts";
import { ModelCard } from "#app/features/generation/models/model-card.tsx";
import { ModelChoice } from "#app/features/generation/models/model-choice.tsx";
import { StoredModels } from "#app/features/generation/models/stored-models.tsx";
import { CheckOthers } from "#app/features/generation/replay/check-others.tsx";
import { createGenerator } from "#app/features/generation/run/generate.client.ts";
import { memberSupply } from "#app/features/generation/run/supply.client.ts";
import { trialSupply } from "#app/features/generation/run/trial-supply.client.ts";

type DeskProps = {
  address: string | null;
  campaigns: ReadonlyArray<OfferedCampaign>;
  chosenId: string | null;
  hubUrl: string;
};

/** Left: what is wanted, by which model, at what price. Right: what is being written and what became of it. */
export function GenerateDesk(props: DeskProps) {
  const { t } = useTranslation("generation");
  const { address, campaigns, chosenId, hubUrl } = props;
  const campaign = campaigns.find(({ id }) => id === chosenId) ?? campaigns[0] ?? null;
  const [wanted, setWanted] = useState<CatalogueModel | null>(null);
  const shared = { campaigns, hubUrl, onModel: setWanted };
  if (address === null) return <Desk member={null} model={starter} {...shared} />;
  if (!campaign) {
    return (
      <div className="grid max-w-reading gap-4">
        <EmptyState title={t("none.title")}>{t("none.body")}</EmptyState>
        <CheckOthers address={address} hubUrl={hubUrl} />
      </div>
    );
  }
  const model =
    campaign.models.find(({ id, revision }) => id === wanted?.id && revision === wanted.revision) ?? campaign.model;
  return <Desk member={{ address, campaign }} model={model} {...shared} />;
}

type Member = { address: string; campaign: OfferedCampaign };
type InnerProps = {
  member: Member | null;
  model: CatalogueModel;
  campaigns: ReadonlyArray<OfferedCampaign>;
  hubUrl: string;
  onModel: (model: CatalogueModel) => void;
};

function Desk({ member, model, campaigns, hubUrl, onModel }: InnerProps) {
  const [how, setHow] = useState<How>({ choice: null, limit: 0 });
  const { generator, state } = useDeskGenerator({ member, model, hubUrl });
  const planned = usePlannedDevice({ model, choice: how.choice, hubUrl });
  const actions = useDeskActions(generator, how, state.phase);
  const known = useMemo(() => [...campaigns.flatMap(({ models }) => models), ...catalogue], [campaigns]);
  const { phase, device, dtype, threads, gpu, why, race, settings, canTell, isStored, isPersisted } = state;
  const isRunning = phase !== "idle" && phase !== "failed";
  return (
    <div className="grid items-start gap-x-6 gap-y-4 lg:grid-cols-[21rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
      <Card>
        <div className="grid gap-5">
          {member && <CampaignChoice campaigns={campaigns} chosen={member.campaign} isFixed={isRunning} />}
          {member && (
            <ModelChoice models={member.campaign.models} chosen={model} isFixed={isRunning} onChoose={onModel} />
          )}
          <ModelCard
            model={model}
            choice={how.choice}
            planned={planned}
            {...{ device, dtype, threads, gpu, why, race }}
          />
          {member && <Price wei={member.campaign.priceWei} />}
          <GenerateControls isReady={generator !== null} phase={phase} actions={actions} />
          <StartSettings how={how} onHow={setHow} isRunning={isRunning} />
          <GenerateSettings settings={settings} canTell={canTell} onSettings={actions.change} />
        </div>
      </Card>
      <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <GeneratorView state={state} model={model} isTrial={member === null} actions={actions} />
      </div>
      <div className="grid gap-4">
        {member ? <CheckOthers address={member.address} hubUrl={hubUrl} /> : <SignInCard />}
        <StoredModels known={known} isRunning={isRunning} onPersist={actions.persist} {...{ isStored, isPersisted }} />
      </div>
    </div>
  );
}

function useDeskGenerator({ member, model, hubUrl }: Pick<InnerProps, "member" | "model" | "hubUrl">) {
  const { i18n } = useTranslation();
  const trialPrompts = useTrialPrompts();
  const key = member ? `${member.address} ${member.campaign.id} ${model.revision}` : `trial ${i18n.language}`;
  return useGenerator(key, () =>
    createGenerator({
      model,
      hubUrl,
      supplyFor: (news) => {
        if (!member) return trialSupply(trialPrompts);
        const { id: campaignId, candidates } = member.campaign;
        return memberSupply({ address: member.address, campaignId, modelId: model.id, candidates }, news);
      },
    }),
  );
}

function Price({ wei }: { wei: string }) {
  const { t } = useTranslation("generation");
  return (
    <p className="flex justify-between gap-3">
      <span className="text-muted">{t("price")}</span>
      <Amount wei={wei} />
    </p>
  );
}

function SignInCard() {
  const { t } = useTranslation("generation");
  return (
    <Card title={t("trial.title")}>
      <p className="mb-3 text-muted">{t("trial.body")}</p>
      <ConnectButton variant="plain" />
    </Card>
  );
}
