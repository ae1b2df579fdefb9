// What the site, the jobs and an auditor's script must agree on about the contracts: their interfaces, the typed data that
// people sign and the keys under which money is funded. `chain.test.ts` holds the interfaces against the compiled contracts.
import { id, type TypedDataDomain, type TypedDataField } from "ethers";

/** The chain id of the local trial. */
export const localChainId = 31337;

export const tokenName = "Praça";

/** One leaf of an epoch's tree (OpenZeppelin's standard Merkle tree): an address and all that was ever granted to it, in wei. */
export const leafEncoding = ["address", "uint256"];

/** Stands for "no leaf yet": the root of an epoch whose total is 0. */
export const emptyRoot = `0x${"0".repeat(64)}`;

export const tokenAbi: ReadonlyArray<string> = [
  "constructor(address supplyTo, uint256 supply)",
  "function name() view returns (string)",
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
  "function totalSupply() view returns (uint256)",
  "function balanceOf(address account) view returns (uint256)",
  "function allowance(address owner, address spender) view returns (uint256)",
  "function nonces(address owner) view returns (uint256)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
  "function transfer(address to, uint256 value) returns (bool)",
  "function approve(address spender, uint256 value) returns (bool)",
  "function transferFrom(address from, address to, uint256 value) returns (bool)",
  "function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
  "event Approval(address indexed owner, address indexed spender, uint256 value)",
  "error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)",
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
];

export const distributorAbi: ReadonlyArray<string> = [
  "constructor(address token_, address proposer_, address arbiter_, uint48 windowSeconds_)",
  "function token() view returns (address)",
  "function proposer() view returns (address)",
  "function arbiter() view returns (address)",
  "function windowSeconds() view returns (uint48)",
  "function funded() view returns (uint256)",
  "function paid() view returns (uint256)",
  "function claimed(address account) view returns (uint256)",
  "function lastNumber() view returns (uint256)",
  "function current() view returns (uint256 n, bytes32 root, uint256 total)",
  "function pending() view returns (uint256 n, bytes32 root, uint256 total, uint64 windowEndsAt)",
  "function fund(bytes32 campaignKey, uint256 amount)",
  "function fundWithPermit(bytes32 campaignKey, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)",
  "function propose(uint256 n, bytes32 root, uint256 total, bytes32 ledgerDigest, string uri)",
  "function reject(uint256 n, string reason)",
  "function claim(address account, uint256 cumulative, bytes32 expectedRoot, bytes32[] proof)",
  "function claimTo(address account, address payee, uint256 cumulative, bytes32 expectedRoot, bytes32[] proof, uint256 deadline, bytes signature)",
  "event Funded(bytes32 indexed campaignKey, address indexed from, uint256 amount)",
  "event Proposed(uint256 indexed n, bytes32 root, uint256 total, bytes32 ledgerDigest, string uri, uint64 windowEndsAt)",
  "event Rejected(uint256 indexed n, string reason)",
  "event Claimed(address indexed account, address indexed payee, uint256 amount, uint256 cumulative)",
  "error AddressMissing()",
  "error WindowMissing()",
  "error AmountMissing()",
  "error NotProposer(address sender)",
  "error NotArbiter(address sender)",
  "error WrongNumber(uint256 n, uint256 expected)",
  "error WindowOpen(uint256 n, uint64 windowEndsAt)",
  "error RootMissing()",
  "error TotalAboveFunded(uint256 total, uint256 funded)",
  "error TotalBelowAccepted(uint256 total, uint256 accepted)",
  "error NotPending(uint256 n)",
  "error StaleRoot(bytes32 currentRoot)",
  "error InvalidProof()",
  "error NothingToClaim(address account, uint256 claimed)",
  "error PaidAboveTotal(uint256 paid, uint256 total)",
  "error SignatureExpired(uint256 deadline)",
  "error InvalidSignature()",
];

/** Names of the distributor's events, as an indexer switches on them. */
export const distributorEvents = ["Funded", "Proposed", "Rejected", "Claimed"] as const;

/** EIP-712 domain of all that a member signs for Praça: verdicts, and claims that another address is paid for. */
export function chainDomain(chainId: number | bigint, distributor: string): TypedDataDomain {
  return { name: "Praca", version: "1", chainId, verifyingContract: distributor };
}

/** EIP-712 domain of the token's permits (EIP-2612). */
export function tokenDomain(chainId: number | bigint, token: string): TypedDataDomain {
  return { name: tokenName, version: "1", chainId, verifyingContract: token };
}

/** The number a verdict is signed as. */
export const verdictCodes = { uphold: 0, overturn: 1, unclear: 2 } as const;

export const verdictTypes: Record<string, Array<TypedDataField>> = {
  Verdict: [
    { name: "auditId", type: "bytes32" },
    { name: "verdict", type: "uint8" },
    { name: "reasonDigest", type: "bytes32" },
  ],
};

/** What a member signs so that `claimTo` pays somebody else. Bound to `cumulative`, it pays at most once. */
export const claimTypes: Record<string, Array<TypedDataField>> = {
  Claim: [
    { name: "account", type: "address" },
    { name: "payee", type: "address" },
    { name: "cumulative", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

export const permitTypes: Record<string, Array<TypedDataField>> = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/** The key under which a campaign is funded: keccak256 of its id in UTF-8, as 0x-prefixed hex. */
export function campaignKeyOf(campaignId: string): string {
  return id(campaignId);
}
