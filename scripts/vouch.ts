// The operator's word for a campaign: npm run vouch -- CAMPAIGN_ID [--withdraw]
// Standing that is earned in it then counts in other campaigns, too. Read the campaign first: who vouches for one's own gives standing away.
import { parseArgs } from "node:util";
import { vouchForCampaign } from "#app/features/tasks/standing/reputation.server.ts";
import { closeDatabase } from "#app/lib/db.server.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { withdraw: { type: "boolean" } } });
const [campaignId] = positionals;
if (!campaignId) {
  console.error("Name a campaign: npm run vouch -- CAMPAIGN_ID [--withdraw]");
  process.exit(1);
}
const isVouched = !values.withdraw;
const isThere = await vouchForCampaign(campaignId, isVouched);
await closeDatabase();
if (!isThere) {
  console.error(`There is no campaign ${campaignId}: its id is the last part of its page's address.`);
  process.exit(1);
}
console.log(
  isVouched ? "Standing earned there counts elsewhere." : "Standing earned there no longer counts elsewhere.",
);
