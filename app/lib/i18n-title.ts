type Match = { handle: unknown; data: unknown };

/**
 * The title of the deepest route that has one: its `handle` names a key as `namespace:key`, a loader's `pageTitle` takes its place.
 * @returns plain text that a loader gave, or a key to translate, or null
 */
export function titleOf(matches: ReadonlyArray<Match>): { text: string } | { key: string } | null {
  for (const { handle, data } of [...matches].reverse()) {
    const text = memberOf(data, "pageTitle");
    if (text !== undefined) return { text };
    const key = memberOf(handle, "title");
    if (key !== undefined) return { key };
  }
  return null;
}

function memberOf(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const member: unknown = Reflect.get(value, name);
  return typeof member === "string" ? member : undefined;
}
