const wholeNumber = /^-?\d{1,15}$/;

/** Names in an order that doesn't depend on the file's: as numbers when all are whole numbers, else by code unit. */
export function ordered(names: ReadonlyArray<string>): Array<string> {
  if (!names.every((name) => wholeNumber.test(name))) return [...names].sort(byCodeUnit);
  return [...names].sort((left, right) => Number(left) - Number(right) || byCodeUnit(left, right));
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
