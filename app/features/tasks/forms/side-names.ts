/** Samples are called by letters, in the order in which they are shown. */
export function sideName(index: number): string {
  return String.fromCharCode(65 + index);
}
