import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { campaignsQuerySchema } from "#app/features/campaigns/api.ts";
import { CampaignCard } from "#app/features/campaigns/campaign-card.tsx";
import { listCampaigns } from "#app/features/campaigns/get.server.ts";
import { readQuery } from "#app/lib/http.server.ts";

export const handle = { title: "campaigns:page.title" };

const filters = ["live", "paused", "closed"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const query = readQuery(request, campaignsQuerySchema);
  return { page: await listCampaigns({ ...query, viewer: member?.address }), state: query.state ?? null };
}

export default function Campaigns() {
  const { page, state } = useLoaderData<typeof loader>();
  const { t } = useTranslation("campaigns");
  const { items, nextCursor } = page;
  return (
    <>
      <PageHeading
        title={t("page.title")}
        sentence={t("page.sentence")}
        action={
          <ButtonLink to="/campaigns/new" variant="primary">
            {t("page.new")}
          </ButtonLink>
        }
      />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-13">
        <span className="text-muted">{t("page.count", { count: items.length })}</span>
        <nav aria-label={t("filter.label")} className="flex flex-wrap gap-1">
          <Filter to="/campaigns" isCurrent={state === null} label={t("filter.all")} />
          {filters.map((filter) => (
            <Filter
              key={filter}
              to={`/campaigns?state=${filter}`}
              isCurrent={state === filter}
              label={t(`state.${filter}`)}
            />
          ))}
        </nav>
      </div>
      {items.length === 0 ? (
        <EmptyState title={t("empty.title")}>{t("empty.what")}</EmptyState>
      ) : (
        <ul className="grid gap-4 md:grid-cols-2">
          {items.map((campaign) => (
            <CampaignCard key={campaign.id} campaign={campaign} />
          ))}
        </ul>
      )}
      {nextCursor && (
        <p className="mt-6">
          <ButtonLink to={`/campaigns?${new URLSearchParams({ ...(state ? { state } : {}), cursor: nextCursor })}`}>
            {t("page.more")}
          </ButtonLink>
        </p>
      )}
    </>
  );
}

function Filter({ to, isCurrent, label }: { to: string; isCurrent: boolean; label: string }) {
  return (
    <Link
      to={to}
      aria-current={isCurrent ? "page" : undefined}
      className={clsx(
        "inline-flex min-h-9 items-center rounded-control px-2.5 pointer-coarse:min-h-11",
        isCurrent ? "bg-sunken font-medium" : "text-muted hover:text-ink",
      )}
    >
      {label}
    </Link>
  );
}
