// Where each sample stands while a ranking is made: in a tier, counted from 1 and the best first, below the line, or nowhere yet.
import { z } from "zod";
import { mostRanked } from "#app/features/campaigns/tasks-of-prompt.ts";
import { type RankAnswer, rankAnswerSchema } from "#app/features/tasks/kinds/rank.ts";

const placeSchema = z.union([z.number().int().min(1).max(mostRanked), z.literal("unacceptable")]);
export type Place = z.infer<typeof placeSchema> | null;

export const rankDraftSchema = z.object({ kind: z.literal("rank"), places: z.record(z.string(), placeSchema) });
export type RankDraft = z.infer<typeof rankDraftSchema>;

export function rankDraft(given: unknown): RankDraft {
  const { data } = rankAnswerSchema.safeParse(given);
  if (!data) return { kind: "rank", places: {} };
  const ranked = data.tiers.flatMap((tier, index) => tier.map((id) => [id, index + 1] as const));
  const below = (data.unacceptable ?? []).map((id) => [id, "unacceptable"] as const);
  return { kind: "rank", places: Object.fromEntries<number | "unacceptable">([...ranked, ...below]) };
}

export function placeOf(draft: RankDraft, sampleId: string): Place {
  return draft.places[sampleId] ?? null;
}

export function placed(draft: RankDraft, sampleId: string, place: Place): RankDraft {
  const { [sampleId]: _, ...others } = draft.places;
  return { ...draft, places: place === null ? others : { ...others, [sampleId]: place } };
}

/** One tier up or down; the line lies below the last tier, and what is nowhere goes to the first or the last. */
export function moved(draft: RankDraft, sampleId: string, step: -1 | 1, tierCount: number): RankDraft {
  const place = placeOf(draft, sampleId);
  if (place === null) return placed(draft, sampleId, step === 1 ? "unacceptable" : 1);
  if (place === "unacceptable") return step === 1 ? draft : placed(draft, sampleId, tierCount);
  const next = place + step;
  if (next < 1) return draft;
  return placed(draft, sampleId, next > tierCount ? "unacceptable" : next);
}

/** As many tiers as are in use and one more to drop into, never more than there are samples. */
export function tierCountOf(draft: RankDraft, sampleCount: number): number {
  const used = Object.values(draft.places).filter((place) => place !== "unacceptable");
  return Math.min(sampleCount, Math.max(0, ...used) + 1);
}

/** Empty tiers close up, samples keep the order in which they were shown. */
export function rankAnswer(draft: RankDraft, sampleIds: ReadonlyArray<string>): RankAnswer {
  const inTier = (tier: number) => sampleIds.filter((id) => draft.places[id] === tier);
  const tiers = Array.from({ length: mostRanked }, (_, index) => inTier(index + 1)).filter((tier) => tier.length > 0);
  const unacceptable = sampleIds.filter((id) => draft.places[id] === "unacceptable");
  return unacceptable.length > 0 ? { tiers, unacceptable } : { tiers };
}
