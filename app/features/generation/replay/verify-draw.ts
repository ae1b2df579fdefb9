import { keccak_256 } from "@noble/hashes/sha3";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils";

/**
 * Whether a sample is drawn again. Its seed is keccak256(hash of the first block after its submission ‖ sample id in UTF-8):
 * nobody knew it when the sample was sent.
 * @param blockHash 32 bytes as 0x-prefixed hex
 * @param shareBps in basis points: 0 draws none, 10,000 all
 */
export function isDrawnAgain(
  { blockHash, sampleId }: { blockHash: string; sampleId: string },
  shareBps: number,
): boolean {
  const digest = keccak_256(concatBytes(hexToBytes(blockHash.slice(2)), utf8ToBytes(sampleId)));
  return Number(BigInt(`0x${bytesToHex(digest)}`) % 10_000n) < shareBps;
}
