import type { LoaderFunctionArgs } from "@remix-run/node";
import { NavLink, Outlet, useLoaderData } from "@remix-run/react";
import clsx from "clsx";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { countOpenAudits } from "#app/features/review/lease.server.ts";
import { countOpenReports } from "#app/features/review/list-reports.server.ts";
import { countOpenDisputes } from "#app/features/review/open-disputes.server.ts";

export const handle = { title: "review:page.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  if (!member?.roles.includes("reviewer")) return { counts: null, isSignedIn: member !== null };
  const [audits, disputes, reports] = await Promise.all([
    countOpenAudits(member.address),
    countOpenDisputes(member.address),
    countOpenReports(member.address),
  ]);
  return { counts: { audits, disputes, reports }, isSignedIn: true };
}

export default function Review() {
  const { counts, isSignedIn } = useLoaderData<typeof loader>();
  const { t } = useTranslation("review");
  if (!counts) {
    return (
      <>
        <PageHeading title={t("page.title")} sentence={t("page.what")} />
        {isSignedIn && <EmptyState title={t("closed.title")}>{t("closed.body")}</EmptyState>}
        {!isSignedIn && <EmptyState title={t("signed-out.title")}>{t("signed-out.body")}</EmptyState>}
      </>
    );
  }
  const tabs = [
    { to: "/review", name: t("tab.audits", { n: counts.audits }) },
    { to: "/review/disputes", name: t("tab.disputes", { n: counts.disputes }) },
    { to: "/review/reports", name: t("tab.reports", { n: counts.reports }) },
    { to: "/review/gold", name: t("tab.gold") },
  ];
  return (
    <>
      <PageHeading title={t("page.title")} sentence={t("page.what")} />
      <nav aria-label={t("tab.label")} className="mb-6 border-b border-line">
        <ul className="flex flex-wrap gap-x-1">
          {tabs.map(({ to, name }) => (
            <li key={to}>
              <NavLink to={to} end className={tabLook}>
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}

function tabLook({ isActive }: { isActive: boolean }): string {
  return clsx(
    "inline-flex min-h-11 items-center border-b-2 px-3",
    isActive ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
  );
}
