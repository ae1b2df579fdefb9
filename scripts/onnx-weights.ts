// Reads the weights of an ONNX file where they lie: a walk over the protobuf fields (onnx.proto3) that gives views, not copies, so
// that a script may write other values of the same size back in place.
import { invariant } from "#app/lib/invariant.ts";

/** TensorProto.DataType: 1 is float32, 7 int64, 10 float16. */
export type Initializer = {
  name: string;
  dims: Array<number>;
  dataType: number;
  /** A view into the file: little-endian values, row-major. */
  raw: Uint8Array;
};

type Field = { number: number; wire: number; value: bigint; bytes: Uint8Array };

const fieldOf = { modelGraph: 7, graphInitializer: 5, dims: 1, dataType: 2, name: 8, raw: 9 };

/** @throws where a weight is not held as raw bytes in this file */
export function initializersOf(file: Uint8Array): Array<Initializer> {
  const graph = [...fieldsOf(file)].find(({ number }) => number === fieldOf.modelGraph);
  invariant(graph, "an ONNX file has a graph");
  return [...fieldsOf(graph.bytes)].filter(({ number }) => number === fieldOf.graphInitializer).map(toInitializer);
}

function toInitializer({ bytes }: Field): Initializer {
  const tensor: Initializer = { name: "", dims: [], dataType: 0, raw: new Uint8Array() };
  for (const field of fieldsOf(bytes)) {
    if (field.number === fieldOf.name) tensor.name = new TextDecoder().decode(field.bytes);
    if (field.number === fieldOf.dataType) tensor.dataType = Number(field.value);
    if (field.number === fieldOf.dims) tensor.dims.push(...dimsOf(field));
    if (field.number === fieldOf.raw) tensor.raw = field.bytes;
  }
  return tensor;
}

/** Packed in one field, or one field each. */
function dimsOf({ wire, value, bytes }: Field): Array<number> {
  if (wire === 0) return [Number(value)];
  const dims: Array<number> = [];
  for (let at = 0; at < bytes.length; ) {
    const read = varintAt(bytes, at);
    dims.push(Number(read.value));
    at = read.next;
  }
  return dims;
}

const lengthOfWire: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

function* fieldsOf(message: Uint8Array): Generator<Field> {
  for (let at = 0; at < message.length; ) {
    const tag = varintAt(message, at);
    const [number, wire] = [Number(tag.value >> 3n), Number(tag.value & 7n)];
    const head = wire === 0 || wire === 2 ? varintAt(message, tag.next) : { value: 0n, next: tag.next };
    const length = wire === 2 ? Number(head.value) : (lengthOfWire[wire] ?? 0);
    yield { number, wire, value: head.value, bytes: message.subarray(head.next, head.next + length) };
    at = head.next + length;
  }
}

function varintAt(bytes: Uint8Array, from: number): { value: bigint; next: number } {
  let value = 0n;
  for (let at = from, shift = 0n; ; at++, shift += 7n) {
    const byte = bytes[at];
    invariant(byte !== undefined && shift < 70n, "a number of the file ends");
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return { value, next: at + 1 };
  }
}

/** The values of a float32 or float16 tensor. */
export function valuesOf({ dataType, raw, name }: Initializer): Float32Array {
  invariant(dataType === 1 || dataType === 10, `${name} holds floats`);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = new Float32Array(raw.length / (dataType === 1 ? 4 : 2));
  for (let i = 0; i < values.length; i++) {
    values[i] = dataType === 1 ? view.getFloat32(4 * i, true) : halfToFloat(view.getUint16(2 * i, true));
  }
  return values;
}

/** Writes values of the same count over a tensor's own, in its own type. */
export function writeValues({ dataType, raw, name }: Initializer, values: Float32Array): void {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  invariant(dataType === 1 || dataType === 10, `${name} holds floats`);
  for (const [i, value] of values.entries()) {
    if (dataType === 1) view.setFloat32(4 * i, value, true);
    else view.setUint16(2 * i, floatToHalf(value), true);
  }
}

export function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

/** To the nearest, ties to even (IEEE 754). */
export function floatToHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundedEven(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  const steps = roundedEven((size / 2 ** exponent - 1) * 1024);
  // A fraction that rounds up to 1024 is the next exponent's 0: the sum carries by itself.
  return sign | (((exponent + 15) << 10) + steps);
}

function roundedEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest > 0.5 ? below + 1 : below;
}
