// What a part of the study made, kept in a folder: a long run can be broken off and gone on with.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

export type Kept = <Value>(name: string, make: () => Promise<Value>) => Promise<Value>;

/** @param folder nothing is kept without one */
export function keptIn(folder: string | undefined): Kept {
  return async (name, make) => {
    console.error(new Date().toISOString(), name);
    if (!folder) return make();
    const file = path.join(folder, `${encodeURIComponent(name)}.json`);
    const known = await readFile(file, "utf8").catch(() => null);
    if (known) return JSON.parse(known);
    const made = await make();
    await mkdir(folder, { recursive: true });
    await writeFile(file, JSON.stringify(made));
    return made;
  };
}
