import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { acknowledgedVersions } from "#app/features/campaigns/guidelines/acknowledge.server.ts";
import { listGuidelines } from "#app/features/campaigns/guidelines/guidelines.server.ts";
import { taskKinds } from "#app/features/campaigns/kind-options.ts";
import { SignedOut } from "#app/features/tasks/judge/judge-notice.tsx";
import { JudgeView } from "#app/features/tasks/judge/judge-view.tsx";
import { answersWorth, standingsOf } from "#app/features/tasks/standing/standing.server.ts";
import { env } from "#app/lib/env.server.ts";

export const handle = { title: "tasks:page.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  if (!member) return { session: null, judge: null };

  const { address, expiresAt } = member;
  const startOfDay = new Date(new Date().setUTCHours(0, 0, 0, 0));
  const [campaigns, acknowledged, standings, earnedWei] = await Promise.all([
    listGuidelines(),
    acknowledgedVersions(address),
    standingsOf(address),
    answersWorth(address, startOfDay),
  ]);
  const wanted = wantedOf(new URL(request.url).searchParams);
  return {
    session: `${address} ${expiresAt.toISOString()} ${wanted.campaignId} ${wanted.kind}`,
    judge: { address, campaigns, acknowledged, standings, earnedWei, wanted, leaseSeconds: env().TASK_LEASE_SECONDS },
  };
}

/** `?campaign=&kind=`: what is wanted of the queue. A kind that does not exist is no wish. */
function wantedOf(search: URLSearchParams) {
  const kind = taskKinds.find((known) => known === search.get("kind")) ?? null;
  return { campaignId: search.get("campaign") || null, kind };
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
      <JudgeView key={session} {...judge} />
    </>
  );
}
