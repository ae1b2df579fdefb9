/**
 * Bytes of ONNX Runtime's WASM as it runs; a test compares them with the installed files. What travels is a fifth of it. The plain
 * build knows processors only: it is half as large, and twice as fast at a row, as the one that can wait for a graphics processor.
 */
export const ortWasmBytes = { wasm: 14_264_838, webgpu: 26_861_777 } as const;
