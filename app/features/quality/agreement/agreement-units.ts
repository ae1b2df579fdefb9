// Answers grouped by what they are about, as every coefficient of agreement reads them.

export type UnitRow = { unit: string; value: string | number };

/**
 * The values given to each unit. Texts become numbers in the order of the texts; numbers stay. A missing answer is simply no
 * row, and a unit with a single value says nothing about agreement: coefficients leave it out.
 * @returns one list a unit, in the order of the units' names, each list sorted
 */
export function unitsOf(rows: ReadonlyArray<UnitRow>): Array<Array<number>> {
  const texts = [...new Set(rows.flatMap(({ value }) => (typeof value === "string" ? [value] : [])))].sort();
  const codes = new Map(texts.map((text, code) => [text, code]));
  const units = new Map<string, Array<number>>();
  for (const { unit, value } of rows) {
    const code = typeof value === "string" ? (codes.get(value) ?? 0) : value;
    const values = units.get(unit);
    if (values) values.push(code);
    else units.set(unit, [code]);
  }
  const names = [...units.keys()].sort();
  return names.map((name) => (units.get(name) ?? []).sort((a, b) => a - b));
}

/** Each unit's values as places among all values, with how often; units with fewer than two values left out. */
export type Tally = {
  /** All values, rising. */
  values: Float64Array;
  /** One list a unit: places in `values`, and counts. */
  units: Array<{ size: number; places: Array<number>; counts: Array<number> }>;
};

export function tallyOf(units: ReadonlyArray<ReadonlyArray<number>>): Tally {
  const pairable = units.filter((unit) => unit.length >= 2);
  const values = Float64Array.from(new Set(pairable.flat())).sort();
  const placeOf = new Map(Array.from(values, (value, place) => [value, place]));
  return {
    values,
    units: pairable.map((unit) => {
      const counts = new Map<number, number>();
      for (const value of unit) {
        const place = placeOf.get(value) ?? 0;
        counts.set(place, (counts.get(place) ?? 0) + 1);
      }
      return { size: unit.length, places: [...counts.keys()], counts: [...counts.values()] };
    }),
  };
}
