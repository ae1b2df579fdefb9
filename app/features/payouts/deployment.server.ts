import { Contract, type ContractRunner } from "ethers";
import { distributorAbi } from "#app/lib/chain.ts";
import { db } from "#app/lib/db.server.ts";

export type Deployment = NonNullable<Awaited<ReturnType<typeof findDeployment>>>;

/** The contracts that this database belongs to; null before they are deployed. */
export function findDeployment() {
  return db().deployment.findUnique({ where: { id: 1 } });
}

export function distributorAt(deployment: Deployment, runner: ContractRunner): Contract {
  return new Contract(deployment.distributor, distributorAbi, runner);
}
