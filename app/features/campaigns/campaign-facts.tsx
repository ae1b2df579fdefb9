import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/amount.tsx";
import { Card } from "#app/components/card.tsx";
import type { CampaignView, Judging } from "#app/features/campaigns/api.ts";
import { AskedOptions } from "#app/features/campaigns/asked-options.tsx";
import { MadeFacts } from "#app/features/campaigns/made-facts.tsx";
import { localPercent } from "#app/lib/i18n-number.ts";

/** Prices, the rule in words, models and licence. */
export function CampaignFacts({ campaign }: { campaign: CampaignView }) {
  const { t } = useTranslation("campaigns");
  const { prices, licence, models, languages } = campaign;
  return (
    <>
      <Card title={t("price.title")}>
        <dl className="grid gap-2">
          <Row name={t("price.sample")}>
            <Amount wei={prices.samplePriceWei} />
          </Row>
          {campaign.judging.map(({ kind, priceWei }) => (
            <Row key={kind} name={t(`kind.${kind}`)}>
              <Amount wei={priceWei} />
            </Row>
          ))}
          <Row name={t("price.overhead")}>{localOverhead(prices.overheadBps)}</Row>
        </dl>
        <p className="mt-3 text-13 text-muted">{t("price.overheadMeans")}</p>
      </Card>
      <RuleCard campaign={campaign} />
      <MadeFacts campaign={campaign} />
      <Card title={t("about.title")}>
        <dl className="grid gap-2">
          <Row name={t("languages")}>{languages.join(", ")}</Row>
          <Row name={t("about.licence")}>{licence}</Row>
          {models.map(({ id, revision, card }) => (
            <Row key={`${id} ${revision}`} name={t("about.model")}>
              <span className="font-mono text-13 break-all">{id}</span>
              {card && (
                <a href={card.licenceUrl} rel="noreferrer" className="link ml-2">
                  {card.licence}
                </a>
              )}
            </Row>
          ))}
          <Row name={t("about.perPrompt")}>{campaign.redundancy.candidatesPerPrompt}</Row>
        </dl>
      </Card>
    </>
  );
}

function RuleCard({ campaign }: { campaign: CampaignView }) {
  const { t, i18n } = useTranslation("campaigns");
  const share = localPercent(campaign.redundancy.replayShareBps / 10_000, i18n.language, 1);
  return (
    <Card title={t("rule.title")}>
      <div className="grid gap-4">
        {campaign.judging.map((judging) => (
          <KindRule key={judging.kind} judging={judging} />
        ))}
        <p>{t("rule.samples", { share })}</p>
      </div>
    </Card>
  );
}

function KindRule({ judging }: { judging: Judging }) {
  const { t, i18n } = useTranslation("campaigns");
  const { kind, answersMin: min, answersMax: max, barPermille, payRule, goldEvery } = judging;
  const bar = localPercent(barPermille / 1_000, i18n.language, 1);
  return (
    <section>
      <h3 className="font-semibold">{t(`kind.${kind}`)}</h3>
      <div className="mb-2">
        <AskedOptions judging={judging} />
      </div>
      <ul className="grid list-disc gap-2 pl-5">
        <li>{kind === "edit" ? t("rule.collect", { min, max }) : t("rule.decide", { min, max, bar })}</li>
        <li>{payRule === "agreement/1" ? t("rule.agreement") : t("rule.gold")}</li>
        {goldEvery > 0 && <li>{t("rule.goldEvery", { every: goldEvery })}</li>}
      </ul>
      <p className="mt-1 text-13 text-muted">
        {t("rule.name")} <span className="font-mono">{payRule}</span>
      </p>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function localOverhead(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}
