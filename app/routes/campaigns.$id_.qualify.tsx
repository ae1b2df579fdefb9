import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { PageHeading } from "#app/components/page-heading.tsx";
import { findMember, requireMember } from "#app/features/auth/session.server.ts";
import { getCampaign } from "#app/features/campaigns/get.server.ts";
import { markdownToHtml } from "#app/features/campaigns/guidelines/markdown.server.ts";
import { SignedOut } from "#app/features/tasks/judge/judge-notice.tsx";
import {
  answerQuestion,
  getQualification,
  startQualification,
} from "#app/features/tasks/qualification/qualification.server.ts";
import { QualificationView } from "#app/features/tasks/qualification/qualification-view.tsx";
import { parseForm } from "#app/lib/form.server.ts";

export const handle = { title: "qualification:title" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await findMember(request);
  const { id, title, guidelines } = await getCampaign(params.id ?? "", member?.address);
  const view = member ? await getQualification({ campaignId: id, address: member.address }) : null;
  return { id, title, guidelinesHtml: markdownToHtml(guidelines.body), view };
}

const jsonText = z.string().transform((text, context) => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    context.addIssue({ code: "custom", message: "refused" });
    return z.NEVER;
  }
});
const intentSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("begin") }),
  z.object({ intent: z.literal("answer"), number: z.coerce.number().int().min(0).max(19), answer: jsonText }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { address } = await requireMember(request);
  const form = await parseForm(request, intentSchema);
  if (!form.ok) return data({ why: "invalid-answer" }, { status: 400 });

  const own = { campaignId: params.id ?? "", address };
  const { value } = form;
  const result = value.intent === "begin" ? await startQualification(own) : await answerQuestion({ ...own, ...value });
  return result.ok ? null : data({ why: result.why }, { status: 409 });
}

export default function QualifyPage() {
  const { id, title, guidelinesHtml, view } = useLoaderData<typeof loader>();
  const { t } = useTranslation("qualification");
  return (
    <>
      <PageHeading
        title={t("title")}
        sentence={t("sentence")}
        above={
          <Link to={`/campaigns/${id}`} className="link">
            {title}
          </Link>
        }
      />
      {view ? <QualificationView view={view} guidelinesHtml={guidelinesHtml} /> : <SignedOut />}
    </>
  );
}
