import { type ActionFunctionArgs, data } from "@remix-run/node";
import { z } from "zod";
import { markdownToHtml } from "#app/features/campaigns/guidelines/markdown.server.ts";
import { parseForm } from "#app/lib/form.server.ts";
import { limitRate } from "#app/lib/rate-limit.server.ts";

const previewSchema = z.object({ body: z.string().max(20_000) });

/** Guidelines as judges will read them, while they are written. Keeps nothing. */
export async function action({ request, context }: ActionFunctionArgs) {
  await limitRate({ key: `guidelines-preview:${context.clientAddress}`, points: 240, seconds: 60 });
  const form = await parseForm(request, previewSchema);
  if (!form.ok) return data({ html: "" }, { status: 400 });
  return { html: markdownToHtml(form.value.body) };
}
