const last = new Map<string, Promise<unknown>>();

/**
 * Works of one name follow each other within this process. Between processes a lock of the database keeps them apart; but whoever
 * waits for one of those holds a connection, and who waits here does not.
 */
export function oneByOne<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const next = (last.get(name) ?? Promise.resolve()).then(work);
  const done = next
    .catch(() => undefined)
    .then(() => {
      if (last.get(name) === done) last.delete(name);
    });
  last.set(name, done);
  return next;
}
