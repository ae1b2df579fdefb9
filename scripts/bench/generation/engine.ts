// Our decode loop with neither protocol nor page around it.
import { decodeRows } from "#app/features/generation/engine/decode.ts";
import type { ModelSession } from "#app/features/generation/engine/ort-session.ts";
import { contextTokens, paramsOf, seedsOf, type Workload } from "#scripts/bench/generation/workload.ts";

/** Every row has its full length: no token ends one. */
export async function decoded(session: ModelSession, asked: Workload): Promise<Array<Array<number>>> {
  const rows = await decodeRows(session, {
    groups: [{ promptTokens: asked.promptTokens, seeds: seedsOf(asked) }],
    params: paramsOf(asked),
    endTokens: new Set(),
    contextTokens,
  });
  return rows.map(({ tokenIds }) => tokenIds);
}
