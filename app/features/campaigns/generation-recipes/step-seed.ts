const golden = 0x9e3779b9;

/**
 * The seed of a sample's step: the slot's own for the first, so that a recipe of one step draws as a plain answer does; for a
 * later one MurmurHash3's 32-bit finaliser (Appleby, 2011) of seed + step × 0x9e3779b9 mod 2³². For each step that is a
 * bijection: two slots of a prompt share no seed at any step.
 * @param seed a uint32
 * @param step from 0
 * @returns a uint32
 */
export function stepSeed(seed: number, step: number): number {
  return step === 0 ? seed >>> 0 : finalised((seed + Math.imul(step, golden)) >>> 0);
}

function finalised(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
