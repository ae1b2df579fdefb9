import { expect, test } from "vitest";
import { failureOf } from "#workers/browser/failure-of.ts";
import { FileProblem } from "#workers/browser/model-download.ts";

test("what runtimes, browsers and drivers say of memory is out-of-memory", () => {
  const said = [
    "std::bad_alloc",
    "Array buffer allocation failed",
    "Out of memory",
    "WebAssembly.Memory(): could not allocate memory",
    "Aborted(OOM). Build with -sASSERTIONS for more info.",
    "VK_ERROR_OUT_OF_DEVICE_MEMORY: out_of_memory",
    "Failed to allocate memory for requested buffer of size 311164928",
  ];
  for (const words of said)
    expect(failureOf(new Error(words), "run-failed")).toEqual({ code: "out-of-memory", message: words });
});

test("what they say of a graphics processor that went away is device-lost", () => {
  const said = [
    "The GPU device was lost.",
    "Device is lost",
    "A valid external Instance reference no longer exists.",
    "DXGI_ERROR: device lost",
  ];
  for (const words of said) expect(failureOf(new Error(words), "run-failed").code).toBe("device-lost");
});

test("a file's problem keeps its code, and any other error gets the one of what was being done", () => {
  expect(failureOf(new FileProblem("digest-wrong", "another file"), "load-failed").code).toBe("digest-wrong");
  expect(failureOf(new Error("Non-zero status code returned while running Add node"), "run-failed").code).toBe(
    "run-failed",
  );
  expect(failureOf("a bare string", "load-failed")).toEqual({ code: "load-failed", message: "a bare string" });
});
