// Which rows may share a batch: only those of equally long prompts, since a padded prompt gives wrong tokens on some graphs.

/** Rows of one prompt: it is read once and its memory copied to every row. */
export type RowGroup = { promptTokens: ReadonlyArray<number>; seeds: ReadonlyArray<number> };

/** A group and the rows it was made of, `rows[index]` having the seed `seeds[index]`. */
export type GroupOf<Row> = { promptTokens: ReadonlyArray<number>; seeds: Array<number>; rows: Array<Row> };

type RowToGroup = { promptTokens: ReadonlyArray<number>; seed: number };

/**
 * Splits rows into batches of equally long prompts; rows of one prompt share a group. Batches and groups stand in the order of
 * the first row of each length and prompt.
 * @param mostRows of one batch, ≥ 1
 * @returns batches of groups, with every row exactly once
 */
export function groupsOfRows<Row extends RowToGroup>(
  rows: ReadonlyArray<Row>,
  mostRows: number,
): Array<Array<GroupOf<Row>>> {
  const byLength = [...gathered(rows, ({ promptTokens }) => String(promptTokens.length)).values()];
  return byLength.flatMap((equallyLong) => {
    // Rows of one prompt side by side, so that a full batch parts as few prompts as it can.
    const sideBySide = [...gathered(equallyLong, keyOfPrompt).values()].flat();
    return chunks(sideBySide, mostRows).map((chunk) => [...gathered(chunk, keyOfPrompt).values()].flatMap(groupOf));
  });
}

function groupOf<Row extends RowToGroup>(rows: Array<Row>): Array<GroupOf<Row>> {
  const [first] = rows;
  return first ? [{ promptTokens: first.promptTokens, seeds: rows.map(({ seed }) => seed), rows }] : [];
}

function keyOfPrompt({ promptTokens }: RowToGroup): string {
  return promptTokens.join();
}

function gathered<Row>(rows: ReadonlyArray<Row>, keyOf: (row: Row) => string): Map<string, Array<Row>> {
  const byKey = new Map<string, Array<Row>>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = byKey.get(key);
    if (known) known.push(row);
    else byKey.set(key, [row]);
  }
  return byKey;
}

function chunks<Row>(rows: ReadonlyArray<Row>, most: number): Array<Array<Row>> {
  return Array.from({ length: Math.ceil(rows.length / most) }, (_unused, index) =>
    rows.slice(index * most, (index + 1) * most),
  );
}
