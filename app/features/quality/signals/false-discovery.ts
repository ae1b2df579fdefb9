/**
 * The share of false alarms to be expected among all findings at least as striking as each (Benjamini and Hochberg, 1995), for
 * tests that are independent or lean the same way.
 * @param tests how many were made; those not given count as having found nothing
 * @returns one a p-value, in the same order, each at least its p-value and at most 1
 */
export function falseDiscoveryRates(pValues: ReadonlyArray<number>, tests = pValues.length): Array<number> {
  const order = pValues.map((_, at) => at).sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0));
  const rates = pValues.map(() => 1);
  let least = 1;
  order.forEach((at, fromLargest) => {
    const rank = pValues.length - fromLargest;
    least = Math.min(least, ((pValues[at] ?? 1) * tests) / rank);
    rates[at] = least;
  });
  return rates;
}
