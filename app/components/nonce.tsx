import { createContext } from "react";

/** The nonce of this response's scripts, known to the server also where a loader failed. The browser hides it: "" there. */
export const NonceContext = createContext("");
