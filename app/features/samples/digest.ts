import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";

/** SHA-256 of the text in UTF-8, as hex. Two samples of one prompt with one digest are duplicates. */
export function sampleDigest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
