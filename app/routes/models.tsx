import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { fieldLook } from "#app/components/button-look.ts";
import { Field } from "#app/components/field.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { modelRatings } from "#app/features/tasks/model-ratings/model-ratings.server.ts";
import { listComparingCampaigns } from "#app/features/tasks/model-ratings/model-ratings-campaigns.server.ts";
import { RatingsView } from "#app/features/tasks/model-ratings/model-ratings-view.tsx";

export const handle = { title: "models:page.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const wanted = new URL(request.url).searchParams.get("campaign");
  const chosen = wanted ? await getCampaign(wanted, member?.address) : null;
  const [ratings, campaigns] = await Promise.all([modelRatings(chosen?.id ?? null), listComparingCampaigns()]);
  return { ratings, campaigns, chosen: chosen && { id: chosen.id, title: chosen.title } };
}

export default function ModelsPage() {
  const { ratings, campaigns, chosen } = useLoaderData<typeof loader>();
  const { t } = useTranslation("models");
  return (
    <>
      <PageHeading
        title={t("page.title")}
        sentence={t("page.sentence")}
        above={
          chosen && (
            <Link to={`/campaigns/${chosen.id}`} className="link">
              {chosen.title}
            </Link>
          )
        }
      />
      <CampaignFilter campaigns={campaigns} chosen={chosen} />
      <RatingsView ratings={ratings} />
      <p className="mt-6 text-13 text-muted">
        <a href={`/api/v1/models/ratings${chosen ? `?campaignId=${chosen.id}` : ""}`} className="link">
          {t("page.api")}
        </a>
      </p>
    </>
  );
}

type Named = { id: string; title: string };

function CampaignFilter({ campaigns, chosen }: { campaigns: ReadonlyArray<Named>; chosen: Named | null }) {
  const { t } = useTranslation("models");
  const [, setSearch] = useSearchParams();
  const listed = chosen && !campaigns.some(({ id }) => id === chosen.id) ? [chosen, ...campaigns] : campaigns;
  const choose = (id: string) => setSearch(id === "" ? {} : { campaign: id });
  return (
    <div className="mb-4 max-w-96">
      <Field label={t("filter.label")}>
        {(parts) => (
          <select
            {...parts}
            value={chosen?.id ?? ""}
            onChange={({ target }) => choose(target.value)}
            className={fieldLook}
          >
            <option value="">{t("filter.all")}</option>
            {listed.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
