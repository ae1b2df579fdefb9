import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { requireRole } from "#app/features/auth/session.server.ts";
import { decideDispute } from "#app/features/review/decide-dispute.server.ts";
import { decideDisputeSchema } from "#app/features/review/dispute.ts";
import { DisputeCard } from "#app/features/review/dispute-card.tsx";
import { listOpenDisputes } from "#app/features/review/open-disputes.server.ts";
import { parseForm } from "#app/lib/form.server.ts";
import { idSchema } from "#app/lib/http.ts";

export const handle = { title: "review:page.disputes" };

const shownAtOnce = 10;

export async function loader({ request }: LoaderFunctionArgs) {
  const reviewer = await requireRole(request, "reviewer");
  return { disputes: await listOpenDisputes(reviewer.address, shownAtOnce) };
}

export async function action({ request }: ActionFunctionArgs) {
  const reviewer = await requireRole(request, "reviewer");
  const form = await parseForm(request, decideDisputeSchema.extend({ disputeId: idSchema }));
  if (!form.ok) return data({ why: "too-short" }, { status: 400 });

  const result = await decideDispute({ ...form.value, reviewer: reviewer.address, now: new Date() });
  if (!result.ok) return data({ why: result.why }, { status: 409 });
  return { why: null };
}

export default function ReviewDisputes() {
  const { disputes } = useLoaderData<typeof loader>();
  const { t } = useTranslation("review");
  return (
    <div className="grid gap-6">
      <p className="max-w-prose text-muted">{t("dispute.page")}</p>
      {disputes.length === 0 && <EmptyState title={t("dispute.none")}>{t("dispute.noneWhat")}</EmptyState>}
      {disputes.map((dispute) => (
        <DisputeCard key={dispute.id} dispute={dispute} />
      ))}
    </div>
  );
}
