// A session on the processor. The runtime's own interface copies every tensor out of the WASM memory and back into it, once a token:
// of many rows that is most of a token's time. Here what a model remembers stays where the runtime made it.
import type { OrtRuntime, OrtTensor } from "#app/features/generation/engine/ort-session.ts";
import { invariant } from "#app/lib/invariant.ts";
import type { Graph } from "#workers/browser/runtime.ts";
import {
  copied,
  numbersAt,
  onStack,
  requireHandle,
  requireOk,
  type WasmModule,
  withStack,
} from "#workers/browser/wasm-module.ts";
import {
  contentOf,
  copiedIn,
  type Lent,
  rowsOf,
  type TensorData,
  type TensorType,
  typeOf,
} from "#workers/browser/wasm-tensors.ts";

/** An input or output of the graph; its name lies at `address`. */
type Port = { name: string; address: number; type: TensorType | undefined; shape: Array<number | string> };

/** @throws Error with what the runtime says of a graph that it can't take */
export async function openWasmSession(
  module: WasmModule,
  { graph, externalData }: Pick<Graph, "graph" | "externalData">,
): Promise<OrtRuntime> {
  for (const { path, data } of externalData) module.mountExternalData(path, data);
  // As onnxruntime-web has them: all optimizations, no arena, one node after the other, warnings.
  const options = requireHandle(module, module._OrtCreateSessionOptions(99, false, false, 0, false, 0, 0, 2, 0, 0));
  const address = copied(module, graph);
  const session = await module._OrtCreateSession(address, graph.byteLength, options);
  module._free(address);
  module._OrtReleaseSessionOptions(options);
  module.unmountExternalData();
  return runtimeOf(module, requireHandle(module, session));
}

function runtimeOf(module: WasmModule, session: number): OrtRuntime {
  const { inputs, outputs } = portsOf(module, session);
  const given = new WeakMap<OrtTensor, { type: TensorType; data: TensorData }>();
  /** Handles of what came out of a run. */
  const made = new WeakMap<OrtTensor, number>();

  function toTensor(type: TensorType, data: TensorData, dims: ReadonlyArray<number>): OrtTensor {
    const tensor = { type, dims, getData: async () => data, dispose: () => given.delete(tensor) };
    given.set(tensor, { type, data });
    return tensor;
  }

  /** @param address of data that is ours to free, where the runtime doesn't */
  function madeTensor(handle: number, address?: number): OrtTensor {
    const { type, dims, copy } = contentOf(module, handle);
    const getData = async () => {
      invariant(made.has(tensor), "a tensor is read before its end");
      return copy();
    };
    const dispose = () => {
      if (!made.delete(tensor)) return;
      requireOk(module, module._OrtReleaseTensor(handle));
      if (address !== undefined) module._free(address);
    };
    const tensor: OrtTensor = { type, dims, getData, dispose };
    made.set(tensor, handle);
    return tensor;
  }

  function selectRows(tensor: OrtTensor, rows: ReadonlyArray<number>): OrtTensor | null {
    const own = made.get(tensor);
    if (!own) return null;
    const { handle, address } = rowsOf(module, own, rows);
    return madeTensor(handle, address);
  }

  /** What came out of a run goes in as it is; anything else is copied in for this run, and `lent` notes what to give back. */
  function handleOf(name: string, tensor: OrtTensor | undefined, lent: Array<Lent>): number {
    invariant(tensor, `the graph is given ${name}`);
    const own = made.get(tensor);
    if (own) return own;
    const content = given.get(tensor);
    invariant(content, `${name} is a tensor of this session, before its end`);
    const brought = copiedIn(module, { ...content, dims: tensor.dims });
    lent.push(brought);
    return brought.handle;
  }

  async function run(
    feeds: Record<string, OrtTensor>,
    wanted: ReadonlyArray<string>,
  ): Promise<Record<string, OrtTensor>> {
    const asked = outputs.filter(({ name }) => wanted.includes(name));
    const lent: Array<Lent> = [];
    const stack = module.stackSave();
    const pushed = (numbers: ReadonlyArray<number>) => onStack(module, numbers);
    try {
      const handles = inputs.map(({ name }) => handleOf(name, feeds[name], lent));
      const results = pushed(asked.map(() => 0));
      const code = await module._OrtRun(
        session,
        pushed(inputs.map(addressOf)),
        pushed(handles),
        inputs.length,
        pushed(asked.map(addressOf)),
        asked.length,
        results,
        0,
      );
      requireOk(module, code);
      const tensors = numbersAt(module, results, asked.length).map((handle) => madeTensor(handle));
      return Object.fromEntries(tensors.map((tensor, at) => [asked[at]?.name, tensor]));
    } finally {
      module.stackRestore(stack);
      for (const { handle, address } of lent) {
        module._OrtReleaseTensor(handle);
        module._free(address);
      }
    }
  }

  return { inputNames: inputs.map(({ name }) => name), inputMetadata: inputs, run, toTensor, selectRows };
}

function addressOf({ address }: Port): number {
  return address;
}

function portsOf(module: WasmModule, session: number): { inputs: Array<Port>; outputs: Array<Port> } {
  return withStack(module, () => {
    const found = onStack(module, [0, 0]);
    requireOk(module, module._OrtGetInputOutputCount(session, found, found + 4));
    const [inputs = 0, outputs = 0] = numbersAt(module, found, 2);
    const ports = Array.from({ length: inputs + outputs }, (_unused, index) => {
      requireOk(module, module._OrtGetInputOutputMetadata(session, index, found, found + 4));
      const [address = 0, metadata = 0] = numbersAt(module, found, 2);
      const port = { name: module.UTF8ToString(address), address, ...metadataAt(module, metadata) };
      module._OrtFree(metadata);
      return port;
    });
    return { inputs: ports.slice(0, inputs), outputs: ports.slice(inputs) };
  });
}

/** Type, count of dimensions, then for each the address of its name or 0, then for each its size. */
function metadataAt(module: WasmModule, address: number): Pick<Port, "type" | "shape"> {
  const [code = 0, count = 0] = numbersAt(module, address, 2);
  const names = numbersAt(module, address + 8, count);
  const sizes = numbersAt(module, address + 8 + 4 * count, count);
  return { type: typeOf(code), shape: names.map((name, at) => (name ? module.UTF8ToString(name) : (sizes[at] ?? 0))) };
}
