import { createHash, randomUUID } from "node:crypto";
import { messagesSchema, type PromptDraft } from "#app/features/campaigns/draft.ts";
import { importFile } from "#app/features/campaigns/import/import-file.server.ts";
import type { ImportReport } from "#app/features/campaigns/import/import-report.ts";
import { promptColumns, promptOfJson, promptOfRow } from "#app/features/campaigns/import/prompt-line.ts";
import { type Recipe, type RecipeRecord, recipePrompts } from "#app/features/campaigns/import/recipes.ts";
import { changeRefusals } from "#app/features/campaigns/refusals.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { db } from "#app/lib/db.server.ts";
import { apiError, notFound } from "#app/lib/http.server.ts";
import { addJob } from "#app/lib/jobs.server.ts";

type RecipeDraft = { campaignId: string; requester: string; recipe: Recipe; language?: string | undefined };
type MadePrompt = PromptDraft & { recipe?: RecipeRecord };
type Added = { added: number; duplicates: number };

/** Adds prompts behind those that are there; what the campaign has already is counted and left alone. */
export async function importPrompts(campaignId: string, prompts: ReadonlyArray<PromptDraft>): Promise<Added> {
  const add = await promptsAdder(campaignId);
  const added = await add(prompts);
  await openNewPrompts(campaignId);
  return added;
}

/** A file of prompts in a request's body, added as it is read. Throws 404 for anybody but the requester, and 409 when closed. */
export async function importPromptsFile(
  request: Request,
  { campaignId, requester }: { campaignId: string; requester: string },
): Promise<ImportReport> {
  const { languages } = await getOwnOpenCampaign(campaignId, requester);
  const store = await promptsAdder(campaignId);
  try {
    return await importFile(request, requester, {
      columns: promptColumns,
      required: ["prompt", "messages"],
      ofJson: (text) => promptOfJson(text, languages),
      ofRow: (columns, fields) => promptOfRow(columns, fields, languages),
      store,
    });
  } finally {
    await openNewPrompts(campaignId);
  }
}

/** Every prompt that a recipe makes, each with how it was made. Throws 404 for anybody but the requester, and 409 when closed. */
export async function addRecipePrompts({ campaignId, requester, recipe, language }: RecipeDraft): Promise<Added> {
  const { languages } = await getOwnOpenCampaign(campaignId, requester);
  const wanted = languages.find((known) => known === language) ?? languages[0] ?? "en";
  const add = await promptsAdder(campaignId);
  const made = [...recipePrompts(recipe)].map(({ content, record }) => ({
    messages: [{ role: "user" as const, content }],
    language: wanted,
    recipe: record,
  }));
  const added = await add(made);
  await openNewPrompts(campaignId);
  return added;
}

/** The requester's own campaign, as long as it takes anything more; 404 or 409 `campaign-closed` else. */
export async function getOwnOpenCampaign(id: string, requester: string) {
  const campaign = await db().campaign.findFirst({ where: { id, requester }, include: { kinds: true } });
  if (!campaign) throw notFound("campaign");
  if (campaign.state === "closed") {
    throw apiError(409, "campaign-closed", changeRefusals["campaign-closed"]);
  }
  return campaign;
}

/** Adds one batch after another, each behind the one before. */
async function promptsAdder(campaignId: string): Promise<(prompts: ReadonlyArray<MadePrompt>) => Promise<Added>> {
  const last = await db().prompt.aggregate({ where: { campaignId }, _max: { position: true } });
  let position = (last._max.position ?? -1) + 1;
  return async (prompts) => {
    const data = prompts.map(({ messages, ...prompt }) => {
      const checked = messagesSchema.parse(messages);
      const digest = createHash("sha256").update(canonicalJson(checked)).digest("hex");
      return { ...prompt, id: randomUUID(), messages: checked, digest, position: position++ };
    });
    const added = await insertPrompts(campaignId, data);
    return { added, duplicates: data.length - added };
  };
}

/** One statement a batch: Prisma's own took ten times as long for a hundred thousand prompts. */
function insertPrompts(campaignId: string, rows: ReadonlyArray<object>): Promise<number> {
  return db().$executeRaw`
    insert into "Prompt" (id, "campaignId", messages, language, digest, recipe, position)
    select id, ${campaignId}, messages, language, digest, recipe, position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as prompt (id text, messages jsonb, language text, digest text, recipe jsonb, position int)
    on conflict ("campaignId", digest) do nothing`;
}

/** A live campaign opens what was added, as far as its money goes. */
async function openNewPrompts(campaignId: string): Promise<void> {
  await addJob(db(), "open-prompts", { campaignId }, { key: `open-prompts:${campaignId}` });
}
