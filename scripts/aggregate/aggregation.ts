/** What either kind of aggregation hands back: rows to write, a summary to print, sentences to say; or why there is nothing. */
export type Aggregation =
  | {
      ok: true;
      header: ReadonlyArray<string>;
      /** Texts, not yet quoted. */
      rows: Iterable<ReadonlyArray<string>>;
      /** Printed by `--json`: method, reason, seconds and what else the fit knows of itself. */
      summary: Record<string, unknown>;
      /** For the person, on stderr. */
      notes: ReadonlyArray<string>;
    }
  | { ok: false; why: string };
