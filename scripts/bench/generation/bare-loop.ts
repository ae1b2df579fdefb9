// The ceiling: a session is run, the best token taken, the cache fed back, and nothing else. One prefill for all rows, like ours.
type Data = Float32Array | BigInt64Array | Uint16Array;
type Dims = ReadonlyArray<number>;

export type BareTensor = { dims: Dims; data: unknown };
export type BareSession<Tensor extends BareTensor> = {
  inputNames: ReadonlyArray<string>;
  inputMetadata: ReadonlyArray<{ name: string; shape?: ReadonlyArray<number | string> }>;
  run: (feeds: Record<string, Tensor>) => Promise<Record<string, Tensor>>;
  toTensor: (type: "int64" | "float32" | "float16", data: Data, dims: Dims) => Tensor;
};

export async function bareLoop<Tensor extends BareTensor>(
  session: BareSession<Tensor>,
  { promptTokens, rows, newTokens }: { promptTokens: ReadonlyArray<number>; rows: number; newTokens: number },
): Promise<Array<Array<number>>> {
  const written = Array.from({ length: rows }, () => [] as Array<number>);
  const prefill = await session.run({
    ...inputsOf(session, BigInt64Array.from(promptTokens, BigInt), { rows: 1, past: 0 }),
    ...emptyPast(session),
  });
  const [first] = bestTokens(prefill.logits, 1);
  for (const row of written) row.push(first ?? 0);
  let past = Object.fromEntries(
    Object.entries(pastOf(prefill)).map(([name, tensor]) => [name, widened(session, tensor, rows)]),
  );

  const tokens = new BigInt64Array(rows);
  for (let length = 1; length < newTokens; length++) {
    for (let row = 0; row < rows; row++) tokens[row] = BigInt(written[row]?.[length - 1] ?? 0);
    const inputs = inputsOf(session, tokens, { rows, past: promptTokens.length + length - 1 });
    const outputs = await session.run({ ...inputs, ...past });
    bestTokens(outputs.logits, rows).forEach((token, row) => {
      written[row]?.push(token);
    });
    past = pastOf(outputs);
  }
  return written;
}

function inputsOf<Tensor extends BareTensor>(
  session: BareSession<Tensor>,
  tokens: BigInt64Array,
  { rows, past }: { rows: number; past: number },
): Record<string, Tensor> {
  const columns = tokens.length / rows;
  const positions = new BigInt64Array(tokens.length);
  for (let index = 0; index < tokens.length; index++) positions[index] = BigInt(past + (index % columns));
  const mask = new BigInt64Array(rows * (past + columns)).fill(1n);
  return {
    input_ids: session.toTensor("int64", tokens, [rows, columns]),
    attention_mask: session.toTensor("int64", mask, [rows, past + columns]),
    position_ids: session.toTensor("int64", positions, [rows, columns]),
  };
}

function emptyPast<Tensor extends BareTensor>(session: BareSession<Tensor>): Record<string, Tensor> {
  const pasts = session.inputMetadata.filter(({ name }) => name.startsWith("past_key_values."));
  return Object.fromEntries(
    pasts.map(({ name, shape }) => {
      const [, heads, , size] = shape ?? [];
      return [name, session.toTensor("float32", new Float32Array(0), [1, Number(heads), 0, Number(size)])];
    }),
  );
}

function pastOf<Tensor>(outputs: Record<string, Tensor>): Record<string, Tensor> {
  const presents = Object.entries(outputs).filter(([name]) => name.startsWith("present."));
  return Object.fromEntries(presents.map(([name, tensor]) => [name.replace("present", "past_key_values"), tensor]));
}

function widened<Tensor extends BareTensor>(
  session: BareSession<Tensor>,
  { dims, data }: Tensor,
  rows: number,
): Tensor {
  const one = floats(data);
  const wide = new Float32Array(one.length * rows);
  for (let row = 0; row < rows; row++) wide.set(one, row * one.length);
  return session.toTensor("float32", wide, [rows, ...dims.slice(1)]);
}

/** Of each row's last place. */
function bestTokens(logits: BareTensor | undefined, rows: number): Array<number> {
  const scores = floats(logits?.data);
  const vocabulary = logits?.dims.at(-1) ?? 0;
  const stride = scores.length / rows;
  return Array.from({ length: rows }, (_unused, row) => {
    const start = (row + 1) * stride - vocabulary;
    let best = start;
    for (let at = start; at < start + vocabulary; at++) if ((scores[at] ?? 0) > (scores[best] ?? 0)) best = at;
    return best - start;
  });
}

function floats(data: unknown): Float32Array {
  if (!(data instanceof Float32Array)) throw new Error("The model computes in single precision.");
  return data;
}
