import { z } from "zod";

/** One call of the public interface; `/api/v1/openapi.json` is made of these. */
export type Operation = {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** With OpenAPI's braces: `/api/v1/epochs/{n}`. */
  path: string;
  summary: string;
  request?: z.ZodType;
  query?: z.ZodType;
  response?: z.ZodType;
  status?: number;
  signIn: boolean;
  errors?: ReadonlyArray<string>;
};

export const weiSchema = z.string().regex(/^\d+$/);
/** Printable ASCII: the database refuses a zero byte in any text. */
export const idSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[!-~]+$/);
export const addressSchema = z.string().regex(/^0x[0-9a-fA-F]{40}$/);

export const pageQuerySchema = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export type Page<Item> = { items: Array<Item>; nextCursor: string | null };

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export type ApiErrorBody = { error: { code: string; message: string; details?: Record<string, unknown> } };
