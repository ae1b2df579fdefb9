import { invariant } from "#app/lib/invariant.ts";

export const tokenDecimals = 18;
export const tokenSymbol = "PRACA";

const unit = 10n ** BigInt(tokenDecimals);

/** What Prisma and pg hand out for NUMERIC(78,0), as a bigint. `String(decimal)` would use exponents. */
export function toWei(value: { toFixed: (digits: number) => string } | string): bigint {
  return BigInt(typeof value === "string" ? value : value.toFixed(0));
}

/** `"12.5"` PRACA → 12500000000000000000n. Throws on more than 18 decimals and on anything that is no plain decimal. */
export function parseTokens(text: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,18}))?$/.exec(text.trim());
  invariant(match, `"${text}" is not an amount`);
  return BigInt(match[1] ?? "0") * unit + BigInt((match[2] ?? "").padEnd(tokenDecimals, "0"));
}

/** Every digit of an amount, without trailing zeros: 12500000000000000000n → "12.5". */
export function exactTokens(wei: bigint): string {
  const digits = (wei < 0n ? -wei : wei).toString().padStart(tokenDecimals + 1, "0");
  const whole = digits.slice(0, -tokenDecimals);
  const fraction = digits.slice(-tokenDecimals).replace(/0+$/, "");
  return `${wei < 0n ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}

/**
 * An amount in at most six significant digits, cut and never rounded up, so that nobody reads more than there is.
 * A positive amount under 0.000001 is `"<0.000001"`, never "0".
 */
export function shortTokens(wei: bigint): string {
  if (wei === 0n) return "0";
  const sign = wei < 0n ? "-" : "";
  const [whole = "0", fraction = ""] = exactTokens(wei < 0n ? -wei : wei).split(".");
  if (whole === "0" && /^0{6}/.test(fraction)) return `${sign}<0.000001`;
  if (whole.length >= 6) return `${sign}${whole}`;
  const digits = whole === "0" ? 6 : 6 - whole.length;
  const cut = fraction.slice(0, digits).replace(/0+$/, "");
  return `${sign}${whole}${cut ? `.${cut}` : ""}`;
}

/**
 * Shares `total` in proportion to `weights`. Every unit is paid and none is invented.
 * @param total smallest units of the token, ≥ 0
 * @param weights one a payee, each ≥ 0, not all zero
 * @returns one share a payee, in the same order, summing to `total`
 */
export function splitByWeight(total: bigint, weights: ReadonlyArray<bigint>): Array<bigint> {
  invariant(total >= 0n && weights.every((weight) => weight >= 0n), "amounts and weights cannot be negative");
  const whole = sumOf(weights);
  invariant(whole > 0n, "there is nobody to pay");

  const shares = weights.map((weight) => (total * weight) / whole);
  // Largest remainder first; the earlier index wins a tie, so that every replay agrees.
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .sort((left, right) =>
      left.remainder === right.remainder ? left.index - right.index : left.remainder > right.remainder ? -1 : 1,
    );
  const rest = Number(total - sumOf(shares));
  const lucky = new Set(byRemainder.slice(0, rest).map(({ index }) => index));
  return shares.map((share, index) => (lucky.has(index) ? share + 1n : share));
}

export function sumOf(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** `basisPoints` of an amount, rounded down. */
export function shareOf(wei: bigint, basisPoints: number): bigint {
  return (wei * BigInt(basisPoints)) / 10_000n;
}
