import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findMember } from "#app/features/auth/session.server.ts";
import { ReviewDesk } from "#app/features/review/review-desk.tsx";
import { db } from "#app/lib/db.server.ts";

export const handle = { title: "review:page.audits" };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const deployment = await db().deployment.findUnique({ where: { id: 1 } });
  if (!member?.roles.includes("reviewer") || !deployment) return { signing: null };
  const { chainId, distributor } = deployment;
  return { signing: { reviewer: member.address, chainId, distributor } };
}

export default function ReviewAudits() {
  const { signing } = useLoaderData<typeof loader>();
  const { t } = useTranslation("review");
  if (!signing) return null;
  return (
    <div className="grid gap-6">
      <p className="max-w-prose text-muted">{t("audits.what")}</p>
      <ReviewDesk signing={signing} />
    </div>
  );
}
