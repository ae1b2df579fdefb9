// Wallets that are contracts (EIP-1271): the chain is asked, and when it can't be asked nobody is signed in.
import { Contract, hashMessage, isCallException, isError, type Provider } from "ethers";
import { chainProvider } from "#app/lib/chain.server.ts";

const askedMs = 10_000;
const magicValue = "0x1626ba7e";
const walletAbi = ["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"];

type WalletCheck = "valid" | "invalid" | "unanswered";

type Question = { address: string; message: string; signature: string };

export async function contractWalletCheck(
  question: Question,
  provider: Provider = chainProvider(),
): Promise<WalletCheck> {
  const timer = new AbortController();
  // An ethers provider that can't reach its node asks again for ever.
  const tooLong = new Promise<WalletCheck>((resolve) => {
    const timeout = setTimeout(() => resolve("unanswered"), askedMs);
    timer.signal.addEventListener("abort", () => clearTimeout(timeout));
  });
  const answer = await Promise.race([ask(question, provider), tooLong]);
  timer.abort();
  return answer;
}

async function ask({ address, message, signature }: Question, provider: Provider): Promise<WalletCheck> {
  try {
    if ((await provider.getCode(address)) === "0x") return "invalid";
    const wallet = new Contract(address, walletAbi, provider);
    const answer: unknown = await wallet.getFunction("isValidSignature").staticCall(hashMessage(message), signature);
    return answer === magicValue ? "valid" : "invalid";
  } catch (error) {
    // A contract that reverts, or answers something else than four bytes, has said no; anything else has said nothing.
    return isCallException(error) || isError(error, "BAD_DATA") ? "invalid" : "unanswered";
  }
}
