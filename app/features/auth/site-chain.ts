/** The chain and the contracts as a page needs them. `rpcUrl` may be relative to the site. */
export type SiteChain = { chainId: number; rpcUrl: string; token: string; distributor: string };
