const files = import.meta.glob<object>("./*.json", { eager: true, import: "default" });

/** Namespace → keys; a namespace is a file beside this one. */
export const catalogue = Object.fromEntries(
  Object.entries(files).map(([file, keys]) => [file.replace("./", "").replace(".json", ""), keys]),
);
