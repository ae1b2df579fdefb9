/** Throws when what must always hold does not: a bug of ours, never the visitor's mistake. */
export function invariant(condition: unknown, broken: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${broken}`);
}

/** Closes a switch over a union: a new member that no case handles becomes a type error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
