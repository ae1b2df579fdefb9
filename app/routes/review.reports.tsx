import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EmptyState } from "#app/components/empty-state.tsx";
import { requireRole } from "#app/features/auth/session.server.ts";
import { decideReport } from "#app/features/review/decide-report.server.ts";
import { listOpenReports } from "#app/features/review/list-reports.server.ts";
import { reportDecisions } from "#app/features/review/report.ts";
import { ReportCard } from "#app/features/review/report-card.tsx";
import { parseForm } from "#app/lib/form.server.ts";
import { readQuery } from "#app/lib/http.server.ts";
import { idSchema } from "#app/lib/http.ts";

export const handle = { title: "review:page.reports" };

const shownAtOnce = 10;
const pageSchema = z.object({ cursor: idSchema.optional() });
const decisionSchema = z.strictObject({ reportId: idSchema, decision: z.enum(reportDecisions) });

export async function loader({ request }: LoaderFunctionArgs) {
  const reviewer = await requireRole(request, "reviewer");
  const { cursor } = readQuery(request, pageSchema);
  return listOpenReports({ reviewer: reviewer.address, limit: shownAtOnce, cursor });
}

export async function action({ request }: ActionFunctionArgs) {
  const reviewer = await requireRole(request, "reviewer");
  const form = await parseForm(request, decisionSchema);
  if (!form.ok) return data({ ok: false }, { status: 400 });

  const result = await decideReport({ ...form.value, reviewer: reviewer.address, now: new Date() });
  return data(result, { status: result.ok ? 200 : 409 });
}

export default function ReviewReports() {
  const { items, nextCursor } = useLoaderData<typeof loader>();
  const { t } = useTranslation("review");
  return (
    <div className="grid gap-6">
      <p className="max-w-prose text-muted">{t("report.page")}</p>
      {items.length === 0 && <EmptyState title={t("report.none")}>{t("report.noneWhat")}</EmptyState>}
      {items.map((report) => (
        <ReportCard key={report.id} report={report} />
      ))}
      {nextCursor && (
        <Link to={`?cursor=${nextCursor}`} className="link">
          {t("report.more")}
        </Link>
      )}
    </div>
  );
}
