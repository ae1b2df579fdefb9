/** Whether two spellings name one address. Apart from `address.ts`, so that a page need not load ethers to ask. */
export function isSameAddress(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
