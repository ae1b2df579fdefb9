// What a requester says of a model that the site's catalogue does not have, so that people see its licence and its size before it
// is downloaded, and a device knows which of its forms it runs.
import { z } from "zod";
import { languageTag, plainText, problem } from "#app/features/campaigns/kind-options.ts";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";

const weightForms = ["fp32", "fp16", "q8", "q4", "q4f16"] as const;

/** A file below the model's folder on the hub. */
const fileSchema = z.strictObject({
  path: z
    .string()
    .max(200)
    .regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/, "a path below the model's folder"),
  bytes: z.number().int().positive().max(8_000_000_000),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "SHA-256 as 64 small hexadecimal digits")
    .optional(),
});

function caption(length: number) {
  return z.string().trim().min(1).max(length).refine(isPlainText, plainText);
}

export const modelCardSchema = z
  .strictObject({
    name: caption(80),
    licence: caption(60),
    licenceUrl: z.url({ protocol: /^https$/ }).max(300),
    languages: z.array(languageTag).min(1).max(120),
    parameters: z.number().int().positive().max(100_000_000_000),
    contextTokens: z.number().int().min(64).max(4_194_304),
    /** The form that each device runs: half precision only with `shader-f16`, q8 never on WebGPU, where it gives gibberish. */
    dtypes: z.strictObject({
      webgpu: z.enum(["fp32", "q4"]),
      webgpuF16: z.enum(["fp32", "fp16", "q4", "q4f16"]),
      wasm: z.enum(["fp32", "q8", "q4"]),
    }),
    /** All that is loaded, by the form of the weights: tokenizer and settings included. */
    files: z.partialRecord(z.enum(weightForms), z.array(fileSchema).min(1).max(32)),
  })
  .superRefine(({ dtypes, files }, context) => {
    const missing = Object.values(dtypes).find((dtype) => !files[dtype]);
    if (missing)
      context.addIssue({ code: "custom", path: ["files"], ...problem("files-missing", `no ${missing} files`) });
  });
