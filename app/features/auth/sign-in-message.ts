// What a member signs (EIP-4361). The same sentence in every language: it is compared letter by letter, and EIP-4361 allows
// ASCII only, hence no cedilla.
export const signInStatement =
  "Sign in to Praca, the open place where training data is made and paid for. Signing costs nothing and moves no money.";

export const nonceLifeMs = 5 * 60_000;
/** The longest a message may ask its session to live. */
export const longestSessionMs = 24 * 60 * 60_000;

export type SignInFacts = {
  domain: string;
  /** EIP-55. */
  address: string;
  statement: string;
  uri: string;
  chainId: number;
  nonce: string;
  issuedAt: Date;
  expiresAt: Date;
};

/** The text of a sign-in message, as EIP-4361 lays it out. */
export function signInMessage(facts: SignInFacts): string {
  return [
    `${facts.domain} wants you to sign in with your Ethereum account:`,
    facts.address,
    "",
    facts.statement,
    "",
    `URI: ${facts.uri}`,
    "Version: 1",
    `Chain ID: ${facts.chainId}`,
    `Nonce: ${facts.nonce}`,
    `Issued At: ${facts.issuedAt.toISOString()}`,
    `Expiration Time: ${facts.expiresAt.toISOString()}`,
  ].join("\n");
}
