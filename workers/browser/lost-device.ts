type Losable = { lost: Promise<{ message: string }> };

/** Settles when a graphics processor goes away, with the reason: the driver was reset, or the browser took it back. */
export async function lossOf(device: unknown): Promise<string> {
  if (!isLosable(device)) return new Promise(() => {});
  return (await device.lost).message;
}

function isLosable(value: unknown): value is Losable {
  return typeof value === "object" && value !== null && "lost" in value && value.lost instanceof Promise;
}
