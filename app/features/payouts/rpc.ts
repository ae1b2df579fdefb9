// What the local trial's page may ask of the chain: reads, and transactions that a wallet has signed. Nothing that changes the
// chain's clock, its balances or its blocks.
import { z } from "zod";

export const rpcMethods = [
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_estimateGas",
  "eth_feeHistory",
  "eth_gasPrice",
  "eth_getBalance",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getCode",
  "eth_getLogs",
  "eth_getStorageAt",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
  "eth_maxPriorityFeePerGas",
  "eth_sendRawTransaction",
  "eth_syncing",
  "net_version",
  "web3_clientVersion",
] as const;

const callSchema = z.strictObject({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string().max(100), z.number(), z.null()]).optional(),
  method: z.enum(rpcMethods),
  params: z.union([z.array(z.unknown()).max(16), z.record(z.string(), z.unknown())]).optional(),
});

/** One call, or a batch of at most a hundred. */
export const rpcRequestSchema = z.union([callSchema, z.array(callSchema).min(1).max(100)]);
