/**
 * The logarithmic derivative of the gamma function, to about 10 digits: recurrence up to 6, then the asymptotic series
 * (Abramowitz and Stegun, 6.3.5 and 6.3.18).
 * @param x > 0
 */
export function digamma(x: number): number {
  let shift = 0;
  let argument = x;
  for (; argument < 6; argument++) shift -= 1 / argument;
  const inverse = 1 / argument;
  const square = inverse * inverse;
  const series = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))));
  return shift + Math.log(argument) - inverse / 2 - series;
}
