// What wallets speak (EIP-1193), and what can go wrong with one, in our words.

export type Eip1193Request = { method: string; params?: ReadonlyArray<unknown> };
type Listener = (...values: Array<unknown>) => void;

export type Eip1193Provider = {
  request: (request: Eip1193Request) => Promise<unknown>;
  on?: (event: string, listener: Listener) => unknown;
  removeListener?: (event: string, listener: Listener) => unknown;
};

export function isProvider(value: unknown): value is Eip1193Provider {
  return typeof value === "object" && value !== null && "request" in value && typeof value.request === "function";
}

export const walletProblems = ["refused", "busy", "no-wallet", "other-account", "wrong-chain", "failed"] as const;
export type WalletProblemCode = (typeof walletProblems)[number];

/** Why the wallet did not do what it was asked. Pages say it by its code, in the visitor's language. */
export class WalletProblem extends Error {
  constructor(readonly code: WalletProblemCode) {
    super(code);
    this.name = "WalletProblem";
  }
}

/** The code of EIP-1193 in what a wallet threw, as it is or wrapped by ethers or the wallet itself. */
export function providerCode(error: unknown): number | null {
  for (let inner = error, depth = 0; depth < 5 && typeof inner === "object" && inner !== null; depth++) {
    if ("code" in inner && typeof inner.code === "number") return inner.code;
    if ("info" in inner) inner = inner.info;
    else if ("error" in inner) inner = inner.error;
    else if ("data" in inner) inner = inner.data;
    else if ("originalError" in inner) inner = inner.originalError;
    else return null;
  }
  return null;
}

export function walletProblemOf(error: unknown): WalletProblemCode {
  if (error instanceof WalletProblem) return error.code;
  const code = providerCode(error);
  if (code === 4001) return "refused";
  if (code === -32002) return "busy";
  if (code === 4901 || code === 4902) return "wrong-chain";
  return typeof error === "object" && error !== null && "code" in error && error.code === "ACTION_REJECTED"
    ? "refused"
    : "failed";
}
