// Who acts in the story. Their keys come from the demo mnemonic; a visitor can be any of the first six.
import { HDNodeWallet } from "ethers";
import { demoPath } from "#app/features/auth/demo-people.ts";
import { demoMnemonic } from "#scripts/prepare/settings.ts";

/** @param index place in the demo mnemonic: contributors 0 to 2, requester 3, reviewer 4, buyer 5; from 6 on, neighbours */
export function storyWallet(index: number): HDNodeWallet {
  return HDNodeWallet.fromPhrase(demoMnemonic(), "", demoPath(index));
}

export const storyPeople = {
  contributors: [0, 1, 2],
  requester: 3,
  /** They write most of the samples, so that whoever visits as a contributor finds others' work to judge. */
  neighbours: [6, 7],
  /** Answers without reading. */
  careless: 2,
} as const;
