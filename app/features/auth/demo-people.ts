// The people of the local trial's story. Each is one key of the demo mnemonic, at the index that the seed funds and uses.

export const demoPeople = [
  { id: "contributor-1", role: "contributor", index: 0 },
  { id: "contributor-2", role: "contributor", index: 1 },
  { id: "contributor-3", role: "contributor", index: 2 },
  { id: "requester", role: "requester", index: 3 },
  { id: "reviewer", role: "reviewer", index: 4 },
  { id: "buyer", role: "buyer", index: 5 },
] as const;

export type DemoPerson = (typeof demoPeople)[number];
export type DemoPersonId = DemoPerson["id"];

/** BIP-44: an external address of coin 60's first account. */
export function demoPath(index: number): string {
  return `m/44'/60'/0'/0/${index}`;
}
