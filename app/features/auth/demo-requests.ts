// What a page asks of the demo wallet, parsed, and told in a form that a person can read before saying yes.
import { getBytes, Interface, isHexString, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { distributorAbi, tokenAbi } from "#app/lib/chain.ts";

type Field = { name: string; value: string };

export const transactionSchema = z.object({
  from: z.string(),
  to: z.string(),
  data: z.string().optional(),
  value: z.string().optional(),
  gas: z.string().optional(),
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const typedDataSchema = z.object({
  domain: z.object({
    name: z.string().optional(),
    version: z.string().optional(),
    chainId: z.union([z.string(), z.number()]).optional(),
    verifyingContract: z.string().optional(),
  }),
  types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  primaryType: z.string(),
  message: z.record(z.string(), scalar),
});
export type TypedData = z.infer<typeof typedDataSchema>;

/** What `personal_sign` is given: hex of bytes, or a text as it is. */
export function messageOf(given: string): Uint8Array {
  return isHexString(given) ? getBytes(given) : toUtf8Bytes(given);
}

export function readableTypedData({ domain, primaryType, message }: TypedData) {
  const fields = Object.entries(message).map(([name, value]): Field => ({ name, value: String(value) }));
  return { primaryType, contract: domain.verifyingContract ?? "", fields };
}

/** The call of one of our contracts by name and arguments; of another, its first four bytes. */
export function readableTransaction({ to, data = "0x" }: { to: string; data?: string }) {
  for (const abi of [distributorAbi, tokenAbi]) {
    const parsed = new Interface(abi).parseTransaction({ data });
    if (!parsed) continue;
    const fields = parsed.fragment.inputs.map(
      (input, position): Field => ({ name: input.name, value: String(parsed.args[position]) }),
    );
    return { to, call: parsed.name, fields };
  }
  return { to, call: data.slice(0, 10), fields: [] };
}
