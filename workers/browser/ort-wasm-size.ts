/** Bytes of ONNX Runtime's WASM as it runs; a test compares it with the installed file. What travels is a sixth of it. */
export const ortWasmBytes = 26_861_777;
