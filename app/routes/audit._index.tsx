import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { listAuditedEpochs } from "#app/features/payouts/audit.server.ts";
import { EpochList } from "#app/features/payouts/epoch-list.tsx";

export const handle = { title: "audit:page.title" };

export async function loader() {
  return { epochs: await listAuditedEpochs() };
}

export default function Audit() {
  const { epochs } = useLoaderData<typeof loader>();
  const { t } = useTranslation("audit");
  return (
    <>
      <PageHeading title={t("page.title")} sentence={t("page.sentence")} />
      <p className="mb-3 text-13 text-muted">{t("page.count", { count: epochs.length })}</p>
      {epochs.length === 0 ? (
        <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>
      ) : (
        <EpochList epochs={epochs} />
      )}
    </>
  );
}
