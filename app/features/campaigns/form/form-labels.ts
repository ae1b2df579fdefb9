// Labels as a requester types them: one a line, those below another indented. `id = Title` names the id; else it follows from
// the title.
type Label = { id: string; title: string; parent?: string | undefined };

const longestId = 40;

export function labelsOfText(text: string): Array<Label> {
  const labels: Array<Label> = [];
  const taken = new Set<string>();
  let root: string | undefined;
  for (const line of text.split("\n")) {
    const found = /^((?:\s*[-–•]\s+)+|\s+)?(?:([a-z0-9][a-z0-9-]*)\s*=\s*)?(.+)$/.exec(line.trimEnd());
    const title = found?.[3]?.trim();
    if (!title) continue;
    const id = found?.[2] ?? freeId(title, taken);
    taken.add(id);
    const isBelow = found?.[1] !== undefined && root !== undefined;
    labels.push({ id, title, ...(isBelow ? { parent: root } : {}) });
    if (!isBelow) root = id;
  }
  return labels;
}

/** The text from which the same labels are read. */
export function textOfLabels(labels: ReadonlyArray<Label>): string {
  const taken = new Set<string>();
  return labels
    .map(({ id, title, parent }) => {
      const isPlain = freeId(title, taken) === id && !title.includes("=");
      taken.add(id);
      return `${parent === undefined ? "" : "  "}${isPlain ? "" : `${id} = `}${title}`;
    })
    .join("\n");
}

/** The same ids for the titles of dimensions. */
export function idsOfTitles(titles: ReadonlyArray<string>): Array<string> {
  const taken = new Set<string>();
  return titles.map((title) => {
    const id = freeId(title, taken);
    taken.add(id);
    return id;
  });
}

/** Small letters, digits and hyphens, and none that is taken; `item` for a title without any of them. */
function freeId(title: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const stem = plain.slice(0, longestId - 4).replace(/-+$/, "") || "item";
  for (let count = 1; ; count++) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.has(id) && id !== "undecided") return id;
  }
}
