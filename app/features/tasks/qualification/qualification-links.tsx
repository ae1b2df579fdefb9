import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";

export type QualifiableCampaign = { id: string; title: string };

/** Campaigns that have tasks for whoever passes their qualification. */
export function QualificationLinks({ campaigns }: { campaigns: ReadonlyArray<QualifiableCampaign> }) {
  const { t } = useTranslation("qualification");
  if (campaigns.length === 0) return null;
  return (
    <Card title={t("links.title")}>
      <p className="mb-2 max-w-prose text-muted">{t("links.what")}</p>
      <ul className="grid gap-1">
        {campaigns.map(({ id, title }) => (
          <li key={id}>
            <Link to={`/campaigns/${id}/qualify`} className="link">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
