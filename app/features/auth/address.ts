import { getAddress } from "ethers";
import { z } from "zod";

/** An address as it is stored and compared everywhere: EIP-55. Takes any case, refuses a wrong checksum. */
export const addressText = z.string().transform((text, context) => {
  try {
    return getAddress(text);
  } catch {
    context.addIssue({ code: "custom", message: "not an Ethereum address" });
    return z.NEVER;
  }
});
