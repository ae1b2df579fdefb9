import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { findSiteChain } from "#app/features/auth/site-chain.server.ts";
import { type EarningStage, type EarningsBody, entriesQuerySchema } from "#app/features/payouts/api.ts";
import { findLatestEpoch } from "#app/features/payouts/calendar.server.ts";
import { ClaimButton } from "#app/features/payouts/claim-button.tsx";
import { listEarnedByDay } from "#app/features/payouts/earned-by-day.server.ts";
import { EarnedChart } from "#app/features/payouts/earned-chart.tsx";
import { listEarningEntries, listPending } from "#app/features/payouts/earning-entries.server.ts";
import { EarningList } from "#app/features/payouts/earning-list.tsx";
import { EarningNumbers } from "#app/features/payouts/earning-numbers.tsx";
import { earningsOf } from "#app/features/payouts/earnings.server.ts";
import { nextEvents } from "#app/features/payouts/next-events.server.ts";
import { NextEventsNote } from "#app/features/payouts/next-events-note.tsx";
import { Refresh } from "#app/features/payouts/refresh.tsx";
import { listOverturnReasons } from "#app/features/review/audit.server.ts";
import { fileDisputeSchema, isInTime } from "#app/features/review/dispute.ts";
import { DisputeControl } from "#app/features/review/dispute-control.tsx";
import { fileDispute } from "#app/features/review/file-dispute.server.ts";
import { listOwnDisputes } from "#app/features/review/list-disputes.server.ts";
import { db } from "#app/lib/db.server.ts";
import { parseForm } from "#app/lib/form.server.ts";
import { readQuery } from "#app/lib/http.server.ts";

export const handle = { title: "payouts:title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  if (!member) return { member: null, next: await nextEvents() };

  const earnings = await earningsOf(member.address);
  const { stage = firstStage(earnings), ...page } = readQuery(request, entriesQuerySchema);
  const asked = { ...page, stage, address: member.address };
  const list = await (stage === "pending" ? listPending(asked) : listEarningEntries(asked));
  const entryIds = list.items.map(({ id }) => id);
  const [disputes, latest, next, chain, verdicts, days] = await Promise.all([
    listOwnDisputes(member.address, entryIds),
    findLatestEpoch(db()),
    nextEvents(),
    findSiteChain(),
    listOverturnReasons(member.address),
    listEarnedByDay(member.address, new Date()),
  ]);
  const shown = { stage, earnings, list, next, chain, verdicts, days, disputes, latestEpoch: latest?.n ?? 0 };
  return { member: { address: member.address }, ...shown };
}

/** Files a dispute. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await parseForm(request, fileDisputeSchema);
  if (!form.ok) return data({ why: "too-short" }, { status: 400 });

  const result = await fileDispute({ ...form.value, address: member.address });
  if (!result.ok) return data({ why: result.why }, { status: 409 });
  return { why: null };
}

/** What a visitor most likely came for: the money that waits for them, else where their work stands. */
function firstStage({ claimableWei, pendingWei, inReviewWei }: EarningsBody): EarningStage {
  if (claimableWei !== "0") return "claimable";
  return inReviewWei === "0" && pendingWei !== "0" ? "pending" : "in-review";
}

const quietStages: ReadonlyArray<EarningStage> = ["unpaid"];

export default function Earnings() {
  const loaded = useLoaderData<typeof loader>();
  const { t } = useTranslation("payouts");
  const { t: tSite } = useTranslation("site");
  if (!loaded.member) {
    return (
      <>
        <PageHeading title={t("title")} sentence={t("sentence")} />
        <EmptyState title={t("signed-out.title")}>{t("signed-out.body")}</EmptyState>
      </>
    );
  }
  const { member, stage, earnings, list, next, chain, verdicts, days, disputes, latestEpoch } = loaded;
  return (
    <div className="grid gap-6">
      <Refresh everySeconds={4} />
      <PageHeading
        title={t("title")}
        sentence={t("sentence")}
        action={<ButtonLink to="/standing">{tSite("nav.standing")}</ButtonLink>}
      />
      <EarningNumbers earnings={earnings} shown={stage} />
      {chain && <ClaimButton address={member.address} claimableWei={earnings.claimableWei} chain={chain} />}
      <p className="max-w-prose text-muted">
        <NextEventsNote next={next} />
      </p>
      <section className="grid gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-4">
          <h2 className="text-17 font-semibold">{t(`list.${stage}`)}</h2>
          {quietStages.map((quiet) => (
            <Link key={quiet} to={`?stage=${quiet}`} className="link" preventScrollReset>
              {t(`list.${quiet}`)}
            </Link>
          ))}
        </div>
        <EarningList
          stage={stage}
          entries={list.items}
          nextCursor={list.nextCursor}
          verdicts={verdicts}
          below={({ id, stage: place, kind, epoch }) =>
            ((place === "unpaid" && kind !== "verification") || kind === "overturn") && (
              <DisputeControl entryId={id} dispute={disputes.get(id)} isInTime={isInTime(epoch, latestEpoch)} />
            )
          }
        />
      </section>
      <EarnedChart days={days} />
    </div>
  );
}
