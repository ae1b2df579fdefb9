import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { StateBadge } from "#app/components/state-badge.tsx";
import { goldBar } from "#app/features/campaigns/kind-options.ts";
import { likeliest, type PreferResult, preferPosterior } from "#app/features/quality/prefer-posterior.ts";
import { localPercent } from "#app/lib/i18n-number.ts";

export const handle = { title: "site:rule.title" };

const bar = 0.95;
/** Answers for the leading result against answers for one other. */
const votes: ReadonlyArray<[number, number]> = [
  [1, 0],
  [2, 0],
  [2, 1],
  [3, 1],
  [3, 2],
];

export default function PayRule() {
  const { t } = useTranslation("site");
  return (
    <article className="grid max-w-reading gap-8">
      <PageHeading title={t("rule.title")} sentence={t("rule.sentence")} />
      <Section title={t("rule.price.title")}>{t("rule.price.body")}</Section>
      <Section title={t("rule.decide.title")}>{t("rule.decide.body")}</Section>
      <Table />
      <Section title={t("rule.agreement.title")}>{t("rule.agreement.body")}</Section>
      <Section title={t("rule.gold.title")}>{t("rule.gold.body", { bar: goldBar * 100 })}</Section>
      <Section title={t("rule.samples.title")}>{t("rule.samples.body")}</Section>
      <Section title={t("rule.dispute.title")}>{t("rule.dispute.body")}</Section>
      <Section title={t("rule.review.title")}>{t("rule.review.body")}</Section>
      <Section title={t("rule.join.title")}>{t("rule.join.body")}</Section>
      <div>
        <ButtonLink to="/audit">{t("rule.check")}</ButtonLink>
      </div>
    </article>
  );
}

function Section({ title, children }: { title: string; children: string }) {
  return (
    <section className="grid gap-2">
      <h2 className="text-22">{title}</h2>
      <p className="max-w-prose">{children}</p>
    </section>
  );
}

function Table() {
  const { t, i18n } = useTranslation("site");
  return (
    <table className="w-full max-w-prose border-collapse text-left">
      <caption className="pb-2 text-left text-13 text-muted">{t("rule.decide.caption")}</caption>
      <thead className="border-b border-line text-13 text-muted">
        <tr>
          <th className="py-2 font-medium">{t("rule.decide.votes")}</th>
          <th className="py-2 font-medium">{t("rule.decide.probability")}</th>
          <th className="py-2 font-medium">{t("rule.decide.reached")}</th>
        </tr>
      </thead>
      <tbody>
        {votes.map(([ahead, behind]) => {
          const { probability } = likeliest(preferPosterior(choicesOf(ahead, behind)));
          const isReached = probability >= bar;
          return (
            <tr key={`${ahead}-${behind}`} className="border-b border-line">
              <td className="py-2">
                {ahead} – {behind}
              </td>
              <td className="py-2">{localPercent(probability, i18n.language, 1)}</td>
              <td className="py-2">
                <StateBadge tone={isReached ? "good" : "neutral"}>
                  {isReached ? t("rule.decide.yes") : t("rule.decide.no")}
                </StateBadge>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function choicesOf(ahead: number, behind: number): Array<PreferResult> {
  return [...Array<PreferResult>(ahead).fill("a"), ...Array<PreferResult>(behind).fill("b")];
}
