// What a requester fixes for each kind: the labels, the dimensions, how an edit is asked for. The form, the lease and the
// scorer read the same schemas.
import { z } from "zod";
import { isPlainText } from "#app/features/campaigns/plain-text.ts";

export const taskKinds = ["prefer", "rank", "rate", "label", "edit"] as const;
export type TaskKind = (typeof taskKinds)[number];

export const payRules = ["agreement/1", "gold/1"] as const;
export type PayRule = (typeof payRules)[number];

/** `gold/1` pays nobody who surely (95 %) gets less than this part of the gold of a campaign's kind right. */
export const goldBar = 0.5;

/** Where there is a right answer, agreement pays; elsewhere an honest minority is a signal and not an error. */
export const payRulesOf: Record<TaskKind, ReadonlyArray<PayRule>> = {
  prefer: ["gold/1", "agreement/1"],
  rank: ["gold/1"],
  rate: ["gold/1"],
  label: ["agreement/1", "gold/1"],
  edit: ["gold/1"],
};

const optionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "small letters, digits and hyphens, at most 40");
/** A custom problem: its code for a form, its sentence for a program. */
export function problem(code: string, message: string) {
  return { message, params: { problem: code } };
}
export const plainText = problem("plain-text", "no control characters and nothing that reorders the text");
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, "a BCP 47 tag such as en or pt-BR");
const caption = z.string().trim().min(1).max(120).refine(isPlainText, plainText);

export const preferOptionsSchema = z.strictObject({
  /** Asks how much better the chosen one is, in three steps. */
  strength: z.boolean().default(false),
});

export const rankOptionsSchema = z.strictObject({
  /** Whether samples may be left out of the ranking. */
  partial: z.boolean().default(true),
});

const dimensionSchema = z.strictObject({
  id: optionId,
  title: caption,
  /** One caption a point of the scale, lowest first: the points are 1, 2, … */
  anchors: z.array(z.string().trim().max(120).refine(isPlainText, plainText)).min(2).max(10),
});

export const rateOptionsSchema = z
  .strictObject({ dimensions: z.array(dimensionSchema).min(1).max(8) })
  .refine(({ dimensions }) => new Set(dimensions.map(({ id }) => id)).size === dimensions.length, {
    path: ["dimensions"],
    ...problem("same-id", "two dimensions have the same id"),
  });

/** `undecided` is the outcome of a task whose bar was not reached. */
const labelId = optionId.refine((id) => id !== "undecided", "is the name of an outcome");
const labelSchema = z.strictObject({ id: labelId, title: caption, parent: optionId.optional() });

export const labelOptionsSchema = z
  .strictObject({
    labels: z.array(labelSchema).min(2).max(500),
    multiple: z.boolean().default(false),
    /** Lets people mark where in the text a label applies. */
    spans: z.boolean().default(false),
  })
  .superRefine(({ labels }, context) => {
    const ids = new Set(labels.map(({ id }) => id));
    if (ids.size !== labels.length)
      context.addIssue({ code: "custom", path: ["labels"], ...problem("same-id", "two labels have the same id") });
    for (const [index, { id, parent }] of labels.entries()) {
      const isRootParent =
        parent === undefined || labels.some((other) => other.id === parent && other.parent === undefined);
      if (parent === id || !isRootParent)
        context.addIssue({
          code: "custom",
          path: ["labels", index, "parent"],
          ...problem("parent", "a parent is a label without a parent"),
        });
    }
  });

export const editOptionsSchema = z.strictObject({
  mode: z.enum(["rewrite", "answer"]).default("rewrite"),
  /** Of a rewrite: words that differ from the sample; of an answer: words. */
  minimumWords: z.number().int().min(1).max(500).default(5),
});

export const kindOptionsSchemas = {
  prefer: preferOptionsSchema,
  rank: rankOptionsSchema,
  rate: rateOptionsSchema,
  label: labelOptionsSchema,
  edit: editOptionsSchema,
} as const;

export type RateOptions = z.infer<typeof rateOptionsSchema>;
export type LabelOptions = z.infer<typeof labelOptionsSchema>;
export type EditOptions = z.infer<typeof editOptionsSchema>;

const redundancy = {
  answersMin: z.number().int().min(1).max(20).default(2),
  answersMax: z.number().int().min(1).max(20).default(5),
  barPermille: z.number().int().gt(500).max(999).default(950),
  goldEvery: z.union([z.literal(0), z.number().int().min(5).max(100)]).default(12),
};

/** One kind of a campaign: what it asks and at what price, which is written as `price` says. */
function kindSchema<Price extends z.ZodType<bigint>>(price: Price) {
  function ruled<Kind extends TaskKind, Options extends z.ZodType>(kind: Kind, options: Options) {
    const payRule = z.enum(payRules).default(payRulesOf[kind][0] ?? "gold/1");
    return z.strictObject({ kind: z.literal(kind), options, payRule, priceWei: price, ...redundancy });
  }
  return z
    .discriminatedUnion("kind", [
      ruled("prefer", preferOptionsSchema.prefault({})),
      ruled("rank", rankOptionsSchema.prefault({})),
      ruled("rate", rateOptionsSchema),
      ruled("label", labelOptionsSchema),
      ruled("edit", editOptionsSchema.prefault({})),
    ])
    .refine(({ answersMin, answersMax }) => answersMin <= answersMax, {
      path: ["answersMin"],
      ...problem("above-most", "above answersMax"),
    })
    .refine(({ kind, payRule }) => payRulesOf[kind].includes(payRule), {
      path: ["payRule"],
      ...problem("not-for-kind", "not for this kind"),
    });
}

/** In code: prices are bigint. */
export const kindDraftSchema = kindSchema(z.bigint().positive());
export type KindDraft = z.input<typeof kindDraftSchema>;

/** A price as JSON has it: a decimal string of the smallest unit. */
export const priceText = z
  .string()
  .regex(/^\d{1,40}$/, "a whole number of the smallest unit, in digits")
  .transform(BigInt)
  .pipe(z.bigint().positive());
/** In JSON, from a program or from the form. */
export const kindRequestSchema = kindSchema(priceText);
