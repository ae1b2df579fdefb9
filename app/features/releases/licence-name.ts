const explained = ["cc0-1-0", "cc-by-4-0", "cc-by-sa-4-0", "cc-by-nc-4-0"] as const;

/** The key under which a licence is explained in plain words; "other" for one that we do not know. */
export function licenceKey(licence: string): (typeof explained)[number] | "other" {
  const key = licence.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return explained.find((known) => known === key) ?? "other";
}
