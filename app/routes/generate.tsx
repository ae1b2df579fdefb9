import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember } from "#app/features/auth/session.server.ts";
import { GenerateDesk } from "#app/features/generation/desk/generate-desk.tsx";
import { offeredCampaigns } from "#app/features/generation/leases/offered.server.ts";
import { env } from "#app/lib/env.server.ts";

export const handle = { title: "generation:title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const campaigns = member ? await offeredCampaigns(member.address, new Date()) : [];
  const chosenId = new URL(request.url).searchParams.get("campaign");
  return { address: member?.address ?? null, campaigns, chosenId, hubUrl: env().MODEL_HUB_URL };
}

export default function GeneratePage() {
  const loaded = useLoaderData<typeof loader>();
  const { t } = useTranslation("generation");
  return (
    <>
      <PageHeading title={t("title")} sentence={t("sentence")} />
      <GenerateDesk {...loaded} />
    </>
  );
}
