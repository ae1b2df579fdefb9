import { Interface } from "ethers";
import { expect, test } from "vitest";
import { distributorAbi, distributorEvents, tokenAbi } from "#app/lib/chain.ts";
import { compileContracts } from "./compile.ts";

const artefacts = await compileContracts();

/** Every function, event and error of an interface in one canonical form, names of parameters included. */
function fragmentsOf(abi: ConstructorParameters<typeof Interface>[0]): Array<string> {
  return new Interface(abi).fragments.map((fragment) => fragment.format("full")).sort();
}

test("the distributor's interface is the compiled contract's", () => {
  const compiled = fragmentsOf(artefacts.RewardDistributor.abi);
  for (const fragment of fragmentsOf(distributorAbi)) expect(compiled).toContain(fragment);
});

test("every function, event and error of the distributor itself is in its interface", () => {
  const ours = fragmentsOf(distributorAbi);
  const inherited = /eip712Domain|EIP712DomainChanged|InvalidShortString|StringTooLong|SafeERC20|SafeCast/;
  const missing = fragmentsOf(artefacts.RewardDistributor.abi).filter((fragment) => !ours.includes(fragment));
  expect(missing.filter((fragment) => !inherited.test(fragment))).toEqual([]);
});

test("the token's interface is the compiled contract's", () => {
  const compiled = fragmentsOf(artefacts.PracaToken.abi);
  for (const fragment of fragmentsOf(tokenAbi)) expect(compiled).toContain(fragment);
});

test("the events that an indexer switches on are those that the distributor emits", () => {
  const emitted = new Interface(distributorAbi).fragments.flatMap((fragment) =>
    fragment.type === "event" && "name" in fragment ? [fragment.name] : [],
  );
  expect([...distributorEvents].sort()).toEqual(emitted.sort());
});
