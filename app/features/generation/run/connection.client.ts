import { z } from "zod";

const connectionSchema = z.object({ saveData: z.boolean().optional(), type: z.string().optional() });

/** Whether the browser says that bytes cost here, or that few are wanted. Most say nothing about it. */
export function isMetered(): boolean {
  const found: unknown = "connection" in navigator ? navigator.connection : null;
  // The browser's object has getters on its prototype, which a schema does not copy: they are named here.
  if (typeof found !== "object" || found === null) return false;
  const { saveData, type } = connectionSchema.parse({
    saveData: "saveData" in found ? found.saveData : undefined,
    type: "type" in found ? found.type : undefined,
  });
  return saveData === true || type === "cellular";
}
