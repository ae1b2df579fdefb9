// A model of the hub that the site does not know, as a requester types its card.
import { z } from "zod";
import type { WantedModel } from "#app/features/campaigns/draft.ts";
import { linesOf, numberOf, tagsOf } from "#app/features/campaigns/form/typed-text.ts";

const text = z.string().max(20_000);

export const ownModelValuesSchema = z.object({
  id: text,
  revision: text,
  name: text,
  licence: text,
  licenceUrl: text,
  languages: text,
  parameters: text,
  contextTokens: text,
  webgpu: text,
  webgpuF16: text,
  wasm: text,
  /** A file a line: form, path, bytes and, where it is known, its SHA-256. */
  files: text,
});
export type OwnModelValues = z.infer<typeof ownModelValuesSchema>;

export function emptyOwnModel(): OwnModelValues {
  return {
    ...{ id: "", revision: "", name: "", licence: "Apache-2.0", licenceUrl: "", languages: "en" },
    ...{ parameters: "", contextTokens: "2048", webgpu: "q4", webgpuF16: "q4f16", wasm: "q8", files: "" },
  };
}

/** As the public interface takes it; not checked here. */
export function ownModelRequestOf(values: OwnModelValues) {
  const { name, licence, licenceUrl, webgpu, webgpuF16, wasm } = values;
  return {
    id: values.id.trim(),
    revision: values.revision.trim(),
    dtype: wasm,
    card: {
      ...{ name, licence, licenceUrl: licenceUrl.trim() },
      languages: tagsOf(values.languages),
      parameters: numberOf(values.parameters),
      contextTokens: numberOf(values.contextTokens),
      dtypes: { webgpu, webgpuF16, wasm },
      files: filesOf(values.files),
    },
  };
}

type TypedFile = { path: string; bytes: number | null; sha256?: string };

function filesOf(typed: string): Record<string, Array<TypedFile>> {
  const files: Record<string, Array<TypedFile>> = {};
  for (const line of linesOf(typed)) {
    const [form = "", path = "", bytes = "", sha256] = line.split(/\s+/);
    files[form] = [...(files[form] ?? []), { path, bytes: numberOf(bytes), ...(sha256 ? { sha256 } : {}) }];
  }
  return files;
}

/** A model with a card, as if it had been typed. */
export function ownModelValuesOf({ id, revision, card }: WantedModel): Array<OwnModelValues> {
  if (!card) return [];
  const { name, licence, licenceUrl, languages, parameters, contextTokens, dtypes, files } = card;
  const lines = Object.entries(files).flatMap(([form, list = []]) =>
    list.map(({ path, bytes, sha256 = "" }) => `${form} ${path} ${bytes} ${sha256}`.trim()),
  );
  return [
    {
      ...{ id, revision, name, licence, licenceUrl, ...dtypes },
      languages: languages.join(", "),
      parameters: String(parameters),
      contextTokens: String(contextTokens),
      files: lines.join("\n"),
    },
  ];
}
