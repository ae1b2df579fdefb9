import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import type { Access } from "#app/features/campaigns/access.ts";
import { localPercent } from "#app/lib/i18n-number.ts";

/** Who may take part, in words. */
export function CampaignAccess({ access }: { access: Access }) {
  const { t, i18n } = useTranslation("campaigns");
  const { languages, leastAccepted, leastAccuracyPermille, qualification, agents } = access;
  const isOpen = languages.length === 0 && leastAccepted === 0 && leastAccuracyPermille === 0 && !qualification;
  return (
    <Card title={t("access.title")}>
      <ul className="grid list-disc gap-1 pl-5">
        {isOpen && <li>{t("access.everyone")}</li>}
        {languages.length > 0 && <li>{t("access.languages", { languages: languages.join(", ") })}</li>}
        {leastAccepted > 0 && <li>{t("access.accepted", { count: leastAccepted })}</li>}
        {leastAccuracyPermille > 0 && (
          <li>{t("access.accuracy", { share: localPercent(leastAccuracyPermille / 1_000, i18n.language, 1) })}</li>
        )}
        {qualification && <li>{t("access.qualification", qualification)}</li>}
        <li>{t(agents ? "access.agents" : "access.noAgents")}</li>
      </ul>
    </Card>
  );
}
