export type SeededRandom = {
  /** The next 32 bits, 0 ≤ x < 2³². */
  nextUint32: () => number;
  /** The next double in [0, 1), from 53 bits of two draws. */
  nextFloat: () => number;
};

/**
 * xoshiro128** 1.1 (Blackman and Vigna, 2018), its state filled from `seed` by SplitMix32: the same seed gives the same
 * draws in every engine, since only 32-bit integer arithmetic is used.
 * @param seed a uint32
 */
export function seededRandom(seed: number): SeededRandom {
  const nextSeed = splitMix32(seed);
  let [a, b, c, d] = [nextSeed(), nextSeed(), nextSeed(), nextSeed()];

  function nextUint32(): number {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return scrambled;
  }

  return {
    nextUint32,
    nextFloat: () => ((nextUint32() >>> 5) * 2 ** 26 + (nextUint32() >>> 6)) / 2 ** 53,
  };
}

/** Fisher–Yates over a copy. */
export function shuffled<Item>(items: ReadonlyArray<Item>, random: SeededRandom): Array<Item> {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const pick = Math.floor(random.nextFloat() * (last + 1));
    const held = result[last];
    const picked = result[pick];
    if (held === undefined || picked === undefined) continue;
    result[last] = picked;
    result[pick] = held;
  }
  return result;
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function splitMix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
