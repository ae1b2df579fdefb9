import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EmptyState } from "#app/components/empty-state.tsx";
import { requireRole } from "#app/features/auth/session.server.ts";
import { GoldCard } from "#app/features/review/gold-card.tsx";
import { decideGold, listProposedGold } from "#app/features/tasks/gold/gold-proposals.server.ts";
import { parseForm } from "#app/lib/form.server.ts";
import { readQuery } from "#app/lib/http.server.ts";
import { idSchema } from "#app/lib/http.ts";

export const handle = { title: "review:page.gold" };

const shownAtOnce = 10;
const pageSchema = z.object({ cursor: idSchema.optional() });
const decisionSchema = z.strictObject({ goldId: idSchema, decision: z.enum(["right", "wrong"]) });

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, "reviewer");
  const { cursor } = readQuery(request, pageSchema);
  return listProposedGold({ cursor, limit: shownAtOnce });
}

export async function action({ request }: ActionFunctionArgs) {
  const { address } = await requireRole(request, "reviewer");
  const form = await parseForm(request, decisionSchema);
  if (!form.ok) return data({ ok: false }, { status: 400 });

  const { goldId, decision } = form.value;
  const ok = await decideGold({ goldId, reviewer: address, isRight: decision === "right" });
  return data({ ok }, { status: ok ? 200 : 409 });
}

export default function ReviewGold() {
  const { items, nextCursor } = useLoaderData<typeof loader>();
  const { t } = useTranslation("review");
  return (
    <div className="grid gap-6">
      <p className="max-w-prose text-muted">{t("gold.page")}</p>
      {items.length === 0 && <EmptyState title={t("gold.none")}>{t("gold.noneWhat")}</EmptyState>}
      {items.map((gold) => (
        <GoldCard key={gold.id} gold={gold} />
      ))}
      {nextCursor && (
        <Link to={`?cursor=${nextCursor}`} className="link">
          {t("report.more")}
        </Link>
      )}
    </div>
  );
}
