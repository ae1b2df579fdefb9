import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CampaignView } from "#app/features/campaigns/api.ts";

type LinksProps = { campaign: Pick<CampaignView, "id" | "kinds">; isRequester: boolean };

/** From a campaign to what its closed tasks say: its dashboard for the requester, which model people prefer for all. */
export function DashboardLinks({ campaign: { id, kinds }, isRequester }: LinksProps) {
  const { t } = useTranslation("dashboard");
  const isComparing = kinds.some((kind) => kind === "prefer" || kind === "rank");
  return (
    <>
      {isRequester && (
        <Link to={`/campaigns/${id}/dashboard`} className="link">
          {t("page.title")}
        </Link>
      )}
      {isComparing && (
        <Link to={`/models?campaign=${id}`} className="link">
          {t("page.models")}
        </Link>
      )}
    </>
  );
}
