export type Stone = { x: number; y: number; size: number; turn: number; tone: 0 | 1 | 2 | 3 };

/**
 * Four stones from the first 24 bits of an address's last bytes: the same address lies the same way everywhere.
 * @param address `0x` and 40 hexadecimal digits, in any case
 * @returns stones in a field of 32 × 32; `turn` in degrees
 */
export function stonesPattern(address: string): Array<Stone> {
  const bits = Number.parseInt(address.slice(-6), 16) || 0;
  return [0, 1, 2, 3].map((index) => {
    const own = (bits >> (index * 6)) & 0b111111;
    return {
      x: index % 2 === 0 ? 8 : 24,
      y: index < 2 ? 8 : 24,
      size: 9 + ((own >> 4) & 0b11),
      turn: (own & 0b11) * 22.5,
      tone: toneOf((own >> 2) & 0b11),
    };
  });
}

function toneOf(value: number): Stone["tone"] {
  return value === 0 ? 0 : value === 1 ? 1 : value === 2 ? 2 : 3;
}
