import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { countOpenAudits } from "#app/features/review/lease.server.ts";
import { ReviewDesk } from "#app/features/review/review-desk.tsx";
import { db } from "#app/lib/db.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const deployment = await db().deployment.findUnique({ where: { id: 1 } });
  if (!member?.roles.includes("reviewer") || !deployment)
    return { signing: null, isSignedIn: member !== null, open: 0 };
  return {
    signing: { reviewer: member.address, chainId: deployment.chainId, distributor: deployment.distributor },
    isSignedIn: true,
    open: await countOpenAudits(member.address),
  };
}

export const handle = { title: "review:page.title" };

export default function Review() {
  const { signing, isSignedIn, open } = useLoaderData<typeof loader>();
  const { t } = useTranslation("review");
  return (
    <>
      <PageHeading title={t("page.title")} sentence={t("page.sentence", { count: open })} />
      {signing && <ReviewDesk signing={signing} />}
      {!signing && isSignedIn && <EmptyState title={t("closed.title")}>{t("closed.body")}</EmptyState>}
      {!isSignedIn && <EmptyState title={t("signed-out.title")}>{t("signed-out.body")}</EmptyState>}
    </>
  );
}
