// Numbers as a model takes them: int64, in one array, with no array of BigInts in between.

/** Rows of tokens, one after the other. */
export function idsOf(rows: ReadonlyArray<ReadonlyArray<number>>, columns: number): BigInt64Array {
  const ids = new BigInt64Array(rows.length * columns);
  let at = 0;
  for (const row of rows) for (const token of row) ids[at++] = BigInt(token);
  return ids;
}

/** The places of `columns` tokens that follow `past` others, once a row. */
export function positionsOf(rows: number, columns: number, past: number): BigInt64Array {
  const positions = new BigInt64Array(rows * columns);
  for (let column = 0; column < columns; column++) positions[column] = BigInt(past + column);
  for (let row = 1; row < rows; row++) positions.copyWithin(row * columns, 0, columns);
  return positions;
}
