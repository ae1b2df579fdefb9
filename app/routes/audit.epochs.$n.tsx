import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Digest } from "#app/components/address.tsx";
import { Amount } from "#app/components/amount.tsx";
import { Card } from "#app/components/card.tsx";
import { Moment } from "#app/components/moment.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Tile } from "#app/components/tile.tsx";
import { findAuditedEpoch, findMemberInEpoch } from "#app/features/payouts/audit.server.ts";
import { EpochState } from "#app/features/payouts/epoch-state.tsx";
import { MemberInEpoch } from "#app/features/payouts/member-in-epoch.tsx";
import { RecomputePanel } from "#app/features/payouts/recompute-panel.tsx";
import { notFound } from "#app/lib/http.server.ts";

export const handle = { title: "audit:epoch.title" };

export async function loader({ params, request }: LoaderFunctionArgs) {
  const n = /^[1-9]\d{0,8}$/.test(params.n ?? "") ? Number(params.n) : 0;
  const epoch = await findAuditedEpoch(n);
  if (!epoch) throw notFound("epoch");
  const searched = new URL(request.url).searchParams.get("address")?.trim() ?? "";
  return { epoch, searched, found: searched ? await findMemberInEpoch(n, searched) : null };
}

const files = ["ledger.jsonl", "claims.jsonl"] as const;

export default function AuditedEpoch() {
  const { epoch, searched, found } = useLoaderData<typeof loader>();
  const { t } = useTranslation("audit");
  return (
    <div className="grid gap-6">
      <PageHeading
        above={
          <>
            <Link to="/audit" className="link">
              {t("page.title")}
            </Link>
            <EpochState state={epoch.state} />
          </>
        }
        title={t("list.epoch", { n: epoch.n })}
        sentence={t("epoch.sentence")}
      />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Tile label={t("fact.total")} value={<Amount wei={epoch.totalWei} />} note={t("epoch.total-note")} />
        <Tile label={t("fact.members")} value={epoch.members} note={t("epoch.members-note")} />
        <Tile
          label={t("fact.entries")}
          value={epoch.entries}
          note={t("epoch.entries-note", { all: epoch.entriesSoFar })}
        />
        <Tile
          label={t("epoch.window")}
          value={
            <span className="text-15">
              {epoch.windowEndsAt ? <Moment at={epoch.windowEndsAt} /> : t("epoch.no-window")}
            </span>
          }
          note={t("epoch.window-note")}
        />
      </div>
      <RecomputePanel n={epoch.n} entriesSoFar={epoch.entriesSoFar} chain={epoch.chain} />
      <MemberInEpoch searched={searched} found={found} />
      <Card title={t("epoch.published")}>
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
          <Row name={t("epoch.root")} value={epoch.root} />
          <Row name={t("epoch.digest")} value={epoch.ledgerDigest} />
          {epoch.txHash && <Row name={t("epoch.transaction")} value={epoch.txHash} />}
          {epoch.auditSeed && <Row name={t("epoch.seed")} value={epoch.auditSeed} />}
        </dl>
        <p className="mt-4 flex flex-wrap gap-4">
          {files.map((file) => (
            <a key={file} href={`/api/v1/epochs/${epoch.n}/${file}`} className="link font-mono text-13" download>
              {file}
            </a>
          ))}
        </p>
        <p className="mt-4 text-13 text-muted">{t("epoch.script")}</p>
        <pre className="mt-1 overflow-x-auto rounded-control bg-sunken p-3 font-mono text-13">
          npm run verify-epoch -- --epoch {epoch.n}
        </pre>
        {epoch.audits.length > 0 && (
          <p className="mt-4 text-13">
            {epoch.audits.map(({ state, count }) => t(`audits.${state}`, { count })).join(" · ")}
          </p>
        )}
      </Card>
    </div>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-13 text-muted">{name}</dt>
      <dd>
        <Digest value={value} />
      </dd>
    </>
  );
}
