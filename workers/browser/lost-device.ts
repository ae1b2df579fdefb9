import { env } from "@huggingface/transformers";

type Losable = { lost: Promise<{ message: string }> };

/** Calls back once when the GPU goes away: the driver was reset, or the browser took it back. */
export async function watchForLoss(onLost: (reason: string) => void): Promise<void> {
  const device: unknown = await env.backends.onnx.webgpu?.device;
  if (!isLosable(device)) return;
  const { message } = await device.lost;
  onLost(message);
}

function isLosable(value: unknown): value is Losable {
  return typeof value === "object" && value !== null && "lost" in value && value.lost instanceof Promise;
}
