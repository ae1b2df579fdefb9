import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout, without a slash at its end. */
export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
