import { createHash, randomUUID } from "node:crypto";
import { messagesSchema, type PromptDraft } from "#app/features/campaigns/draft.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { db } from "#app/lib/db.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

/** Adds prompts behind those that are there; what the campaign has already is counted and left alone. */
export async function importPrompts(
  campaignId: string,
  prompts: ReadonlyArray<PromptDraft>,
): Promise<{ added: number; duplicates: number }> {
  const last = await db().prompt.aggregate({ where: { campaignId }, _max: { position: true } });
  const first = (last._max.position ?? -1) + 1;
  const rows = prompts.map(({ messages, language }, index) => {
    const checked = messagesSchema.parse(messages);
    return {
      id: randomUUID(),
      campaignId,
      messages: checked,
      language,
      digest: createHash("sha256").update(canonicalJson(checked)).digest("hex"),
      position: first + index,
    };
  });
  const { count } = await db().prompt.createMany({ data: rows, skipDuplicates: true });
  await addJob(db(), "open-prompts", { campaignId }, { key: `open-prompts:${campaignId}` });
  return { added: count, duplicates: rows.length - count };
}
