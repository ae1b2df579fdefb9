/**
 * Pairs items as a ring, so that each is compared with its two neighbours: n pairs for n ≥ 3, one for two, none below.
 * `ringSize` of the campaigns counts the same pairs.
 */
export function ringPairs<Item>(items: ReadonlyArray<Item>): Array<[Item, Item]> {
  const pairs: Array<[Item, Item]> = [];
  for (const [index, item] of items.entries()) {
    const next = items[(index + 1) % items.length];
    const isClosingPairOfTwo = items.length === 2 && index === 1;
    if (next !== undefined && items.length > 1 && !isClosingPairOfTwo) pairs.push([item, next]);
  }
  return pairs;
}
