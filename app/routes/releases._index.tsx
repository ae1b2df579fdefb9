import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { releasesQuerySchema } from "#app/features/releases/api.ts";
import { listReleases } from "#app/features/releases/get.server.ts";
import { ReleaseCard } from "#app/features/releases/release-card.tsx";
import { readQuery } from "#app/lib/http.server.ts";

export const handle = { title: "releases:page.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  return listReleases({ ...readQuery(request, releasesQuerySchema), viewer: member?.address });
}

export default function Releases() {
  const { items, nextCursor } = useLoaderData<typeof loader>();
  const { t } = useTranslation("releases");
  return (
    <>
      <PageHeading title={t("page.title")} sentence={t("page.sentence")} />
      {items.length === 0 ? (
        <EmptyState title={t("empty.title")} action={<ButtonLink to="/campaigns">{t("empty.go")}</ButtonLink>}>
          {t("empty.what")}
        </EmptyState>
      ) : (
        <>
          <p className="mb-3 text-13 text-muted">{t("page.count", { count: items.length })}</p>
          <ul className="grid gap-4 md:grid-cols-2">
            {items.map((release) => (
              <ReleaseCard key={release.id} release={release} />
            ))}
          </ul>
        </>
      )}
      {nextCursor && (
        <p className="mt-6">
          <ButtonLink to={`/releases?cursor=${nextCursor}`}>{t("page.more")}</ButtonLink>
        </p>
      )}
    </>
  );
}
