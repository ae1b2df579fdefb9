import { Interface } from "ethers";
import { z } from "zod";
import { distributorAbi } from "#app/lib/chain.ts";

const wei = z.bigint().nonnegative();
const eventSchema = z.discriminatedUnion("name", [
  z.object({ name: z.literal("Funded"), campaignKey: z.string(), from: z.string(), amount: wei }),
  z.object({
    name: z.literal("Proposed"),
    n: z.coerce.number().int(),
    root: z.string(),
    total: wei,
    ledgerDigest: z.string(),
    windowEndsAt: z.bigint().transform((seconds) => new Date(Number(seconds) * 1_000)),
  }),
  z.object({ name: z.literal("Rejected"), n: z.coerce.number().int(), reason: z.string() }),
  z.object({ name: z.literal("Claimed"), account: z.string(), payee: z.string(), amount: wei, cumulative: wei }),
]);

/** What happened in the distributor, as its log says. */
export type DistributorEvent = z.infer<typeof eventSchema>;

export type Log = { topics: ReadonlyArray<string>; data: string };

const distributor = new Interface(distributorAbi);

/** @returns null for a log of another kind than those we read */
export function toDistributorEvent(log: Log): DistributorEvent | null {
  const parsed = distributor.parseLog(log);
  if (!parsed) return null;
  const fields = Object.fromEntries(parsed.fragment.inputs.map((input, index) => [input.name, parsed.args[index]]));
  const event = eventSchema.safeParse({ ...fields, name: parsed.name });
  return event.success ? event.data : null;
}

/** Its arguments as JSON holds them. */
export function eventArguments(event: DistributorEvent): Record<string, string | number> {
  const { name: _, ...fields } = event;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === "bigint" ? value.toString() : value instanceof Date ? value.toISOString() : value,
    ]),
  );
}
