import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";

const listSchema = z.object({ items: z.array(z.object({ id: z.string() })) });

/** Every page there is; of those with an id, the story's first. */
export async function listPages(request: APIRequestContext): Promise<Array<string>> {
  return [
    ...["/", "/generate", "/judge", "/earnings", "/standing", "/leaderboard", "/review", "/pay-rule", "/models"],
    ...["/campaigns", "/campaigns/new", `/campaigns/${await firstId(request, "campaigns")}`],
    ...["/releases", `/releases/${await firstId(request, "releases")}`],
    ...["/audit", "/audit/epochs/1"],
  ];
}

async function firstId(request: APIRequestContext, list: string): Promise<string> {
  const { items } = listSchema.parse(await (await request.get(`/api/v1/${list}`)).json());
  const [first] = items;
  if (!first) throw new Error(`the story has ${list}`);
  return first.id;
}
