// The requester's calls of the public interface, and the one by which a judge says what was read.
import { z } from "zod";
import { campaignSchema } from "#app/features/campaigns/api.ts";
import { campaignChangeSchema, campaignRequestSchema } from "#app/features/campaigns/campaign-draft.ts";
import { promptsReportSchema } from "#app/features/campaigns/import/import-report.ts";
import { recipeSchema } from "#app/features/campaigns/import/recipes.ts";
import { idSchema, type Operation } from "#app/lib/http.ts";

export const acknowledgeRequestSchema = z.strictObject({ version: z.number().int().min(1).max(1_000_000) });
const acknowledgeResponseSchema = z.object({ campaignId: idSchema, version: z.number().int() });
export const recipeRequestSchema = z.strictObject({ recipe: recipeSchema, language: z.string().max(35).optional() });
const addedSchema = z.object({ added: z.number().int(), duplicates: z.number().int() });
export const duplicateRequestSchema = z.strictObject({ withPrompts: z.boolean().default(false) });

const signedIn = ["sign-in-required", "origin-mismatch", "not-found"];
const importErrors = ["campaign-closed", "wrong-header", "unsupported-media-type", "body-too-large", "rate-limited"];

export const operations: Array<Operation> = [
  {
    method: "post",
    path: "/api/v1/campaigns",
    summary: "Make a draft of a campaign. It goes live once it is funded on the chain and opened",
    request: campaignRequestSchema,
    response: campaignSchema,
    status: 201,
    signIn: true,
    errors: ["sign-in-required", "origin-mismatch", "unknown-model", "rate-limited"],
  },
  {
    method: "patch",
    path: "/api/v1/campaigns/{id}",
    summary:
      "The requester's: change a campaign. Everything before it is opened, then title, description and guidelines; guidelines become a new version",
    request: campaignChangeSchema,
    response: campaignSchema,
    signIn: true,
    errors: [...signedIn, "unknown-model", "fixed", "recipe-misfit", "campaign-closed"],
  },
  {
    method: "post",
    path: "/api/v1/campaigns/{id}/duplicate",
    summary: "The requester's: a new draft with all that a campaign asks for",
    request: duplicateRequestSchema,
    response: campaignSchema,
    status: 201,
    signIn: true,
    errors: [...signedIn, "rate-limited"],
  },
  {
    method: "post",
    path: "/api/v1/campaigns/{id}/acknowledge",
    summary: "Say that you have read a version of a campaign's guidelines",
    request: acknowledgeRequestSchema,
    response: acknowledgeResponseSchema,
    signIn: true,
    errors: [...signedIn, "no-such-version"],
  },
  {
    method: "post",
    path: "/api/v1/campaigns/{id}/prompts",
    summary:
      "Add prompts: the body is JSON lines (application/x-ndjson, each { prompt } or { messages }, and language) or CSV (text/csv with a header); at most 256 MiB, 64 KiB a line, 1,000,000 lines; the first 1,000 bad lines are named",
    response: promptsReportSchema,
    signIn: true,
    errors: [...signedIn, ...importErrors],
  },
  {
    method: "post",
    path: "/api/v1/campaigns/{id}/recipes",
    summary:
      "Add every prompt that a recipe makes: a template with holes in braces and a list of values for each; at most 10,000",
    request: recipeRequestSchema,
    response: addedSchema,
    signIn: true,
    errors: [...signedIn, "campaign-closed", "rate-limited"],
  },
];
