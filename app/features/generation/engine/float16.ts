// Half-precision numbers as ONNX Runtime hands them out: `Float16Array` where the engine has it, else their bits in a `Uint16Array`.

let floats: Float32Array | null = null;

/** @param bits IEEE 754 binary16, one a number */
export function floatsOfBits(bits: Uint16Array): Float32Array {
  floats ??= Float32Array.from({ length: 2 ** 16 }, (_unused, index) => floatOfBits(index));
  const table = floats;
  return Float32Array.from(bits, (half) => table[half] ?? 0);
}

function floatOfBits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1_024) * 2 ** (exponent - 15);
}
