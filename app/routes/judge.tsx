import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { listGuidelines } from "#app/features/campaigns/guidelines.server.ts";
import { SignedOut } from "#app/features/tasks/judge-notice.tsx";
import { JudgeView } from "#app/features/tasks/judge-view.tsx";
import { answersWorth, standingOf } from "#app/features/tasks/standing.server.ts";
import { env } from "#app/lib/env.server.ts";

export const handle = { title: "tasks:page.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  if (!member) return { session: null, judge: null };

  const { address, expiresAt } = member;
  const startOfDay = new Date(new Date().setUTCHours(0, 0, 0, 0));
  const [campaigns, standing, earnedWei] = await Promise.all([
    listGuidelines(),
    standingOf(address),
    answersWorth(address, startOfDay),
  ]);
  const campaignId = new URL(request.url).searchParams.get("campaign");
  return {
    session: `${address} ${expiresAt.toISOString()}`,
    judge: { address, campaigns, standing, earnedWei, campaignId, leaseSeconds: env().TASK_LEASE_SECONDS },
  };
}

export default function JudgePage() {
  const { session, judge } = useLoaderData<typeof loader>();
  const { t } = useTranslation("tasks");
  if (!judge) {
    return (
      <>
        <PageHeading title={t("page.title")} sentence={t("page.sentence")} />
        <SignedOut />
      </>
    );
  }
  return (
    <>
      <h1 className="sr-only">{t("page.title")}</h1>
      <JudgeView key={`${session} ${judge.campaignId}`} {...judge} />
    </>
  );
}
