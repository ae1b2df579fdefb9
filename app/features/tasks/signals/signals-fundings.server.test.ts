import { Contract } from "ethers";
import { expect, test } from "vitest";
import { listFundings } from "#app/features/tasks/signals/signals-fundings.server.ts";
import { tokenAbi } from "#app/lib/chain.ts";
import { startTestChain } from "#scripts/test/chain.ts";
import { anybody } from "#scripts/test/judged-campaign.ts";

test("who passed tokens to a contributor is read from the chain; without one there is nothing to read", async () => {
  const [first, second, other] = [anybody(), anybody(), anybody()];
  expect(await listFundings(new Set([first]))).toEqual([]);

  const { deployment, deployer, mine, stop } = await startTestChain({ windowSeconds: 60 });
  try {
    const token = new Contract(deployment.token, tokenAbi, deployer);
    for (const to of [first, second, other]) {
      const sent = await token.getFunction("transfer")(to, 5n);
      await mine();
      await sent.wait();
    }
    const found = await listFundings(new Set([first, second]));
    expect(found).toEqual([
      { from: deployer.address, to: first },
      { from: deployer.address, to: second },
    ]);
    expect(await listFundings(new Set([deployer.address]))).toEqual([]);
  } finally {
    await stop();
  }
});
