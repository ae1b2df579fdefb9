// The statement that takes tasks. Everything that it must hold is in it, so that one trip to the database is enough.
import { mostGoldAnswers } from "#app/features/tasks/gold/gold.ts";

/** Of the task `task`: the member reads its language, made none of its samples, and neither holds nor has had it. */
const isFit = (languages: string) => `
  (${languages} = '{}' or split_part(task.language, '-', 1) = any(${languages}))
  and not exists (
    select 1 from "TaskSample" shown join "Sample" sample on sample.id = shown."sampleId"
    where shown."taskId" = task.id and sample.address = $1)
  and not exists (
    select 1 from "Lease" own where own."taskId" = task.id and own.address = $1
      and (own."answeredAt" is not null or own."skippedAt" is not null or own."expiresAt" > $4::timestamp))`;

const isLeasable = `task.state = 'open' and not task."isDecided" and task."answerCount" + live.held < task."answersMax"`;

/** How many hold the task `task` now. */
const live = `cross join lateral (
  select count(*) as held from "Lease" live where live."taskId" = task.id and live."expiresAt" > $4::timestamp
    and live."answeredAt" is null and live."skippedAt" is null) live`;

const goldTask = `task.id, task.xmin as version`;

const ofGold = `from "Task" task ${live} where task."goldId" = gold.id and ${isLeasable} and ${isFit("drawn.languages")}`;

/** A lease on this task (=) or on another one (<>) of the same gold that the member gave back or let end. */
const heldBefore = (same: "=" | "<>") => `
  select 1 from "Task" shown join "Lease" own on own."taskId" = shown.id and own.address = $1
  where shown."goldId" = gold.id and shown.id ${same} task.id`;

/**
 * The member has neither had the gold `gold` nor, where it was a task once, judged that or written a sample of it. What was given
 * back unanswered may come again, as any task may: the same task where it is free, so that its ids are the same.
 */
const isUnmetGold = `
  not exists (
    select 1 from "Task" shown join "Lease" own on own."taskId" = shown.id and own.address = $1
    where shown."goldId" = gold.id
      and (own."answeredAt" is not null or own."skippedAt" is not null or own."expiresAt" > $4::timestamp))
  and not exists (
    select 1 from "Lease" own where own."taskId" = gold."sourceTaskId" and own.address = $1)
  and not exists (
    select 1 from "TaskSample" shown join "Sample" sample on sample.id = shown."sampleId"
    where shown."taskId" = gold."sourceTaskId" and sample.address = $1)`;

/** A stretch of one index, read no further than needed. The start is drawn anew for each call, so that takers spread out. */
function stretch(band: "> 0" | "= 0", side: ">=" | "<"): string {
  return `(
    select task.id, task.xmin as version, task.priority, task.seed,
      task."answerCount" + live.held >= greatest(task."answersMin", task."answerCount" + 1) as "isCrowded"
    from "Task" task ${live}
    where task."campaignId" = offer."campaignId" and task.kind = offer.kind and task."goldId" is null
      and task.priority ${band} and task.seed ${side} $9::bigint and ${isLeasable} and ${isFit("offer.languages")}
    order by task.seed limit $3::int + 7)`;
}

/**
 * Candidates are counted on the statement's snapshot. Every lease and answer writes a new version of its task's row, so a
 * task that somebody else took meanwhile is another version (`xmin`) than the one that was counted, and is passed over:
 * answers and live leases together never exceed the task's limit. The same holds for a member's own row and their limits.
 */
const queue = `
with member as materialized (
  select array(select split_part(language, '-', 1) from unnest(known.languages) language) as languages,
    coalesce(known."isAgent", false) as "isAgent"
  from (values ($1)) asked(address) left join "Member" known on known.address = asked.address
), seen as materialized (
  select known.xmin as version, known."answersADay", known."countedAt", known."dayAnswers",
    known."dayStartedAt" > $4::timestamp - interval '1 day' as "isSameDay", known."dayStartedAt"
  from (values ($1)) asked(address) left join "QueueMember" known on known.address = asked.address
), day as materialized (
  select given.*, seen."answersADay",
    case when seen."isSameDay" then seen."dayStartedAt" else $4::timestamp end as "startedAt",
    case when seen."isSameDay" then seen."dayAnswers" else 0 end as before
  from seen cross join lateral (
    select count(*) as answers, count(*) filter (where "createdAt" < $4::timestamp - interval '2 seconds') as settled
    from "Answer" where address = $1 and seen."isSameDay" and "createdAt" >= seen."countedAt") given
), mine as (
  insert into "QueueMember" as own (address, "dayStartedAt", "dayAnswers", "countedAt")
  select $1, "startedAt", before + settled, greatest("startedAt", $4::timestamp - interval '2 seconds') from day
  on conflict (address) do update
    set "dayStartedAt" = excluded."dayStartedAt", "dayAnswers" = excluded."dayAnswers", "countedAt" = excluded."countedAt"
    where own.xmin = (select version from seen)
  returning 1
), room as materialized (
  select greatest(0, least(
    $3::int, $6::int - held.leases, coalesce(day."answersADay", $7::int) - day.before - day.answers - held.leases
  )) as room
  from mine cross join day cross join (
    select count(*) as leases from "Lease"
    where address = $1 and "expiresAt" > $4::timestamp and "answeredAt" is null and "skippedAt" is null) held
), allowed as materialized (
  select campaign.id as "campaignId", campaign."guidelinesVersion", kind.kind, kind.options, member.languages,
    coalesce(own."goldEvery", kind."goldEvery") as "goldEvery",
    coalesce(own.accuracy, vouched.accuracy, 0.75) as accuracy,
    coalesce(jsonb_typeof(campaign.access -> 'qualification'), 'null') <> 'object' or exists (
      select 1 from "Qualification" tried
      where tried."campaignId" = campaign.id and tried.address = $1 and tried.state = 'passed') as "isQualified"
  from "Campaign" campaign
  join "CampaignKind" kind on kind."campaignId" = campaign.id
  cross join member
  left join "Reputation" own on own.address = $1 and own."campaignId" = campaign.id and own.kind = kind.kind
  left join "VouchedReputation" vouched on vouched.address = $1 and vouched.kind = kind.kind
  where campaign.state = 'live' and campaign.requester <> $1 and ($2::text is null or campaign.id = $2)
    and kind.kind::text = any($8::text[])
    and (campaign.access = '{}' or (
      (not member."isAgent" or coalesce((campaign.access ->> 'agents')::boolean, true))
      and (member.languages = '{}' or not exists (
        select 1 from jsonb_array_elements_text(coalesce(campaign.access -> 'languages', '[]')) needed
        where split_part(needed, '-', 1) <> all(member.languages)))
      and coalesce((campaign.access ->> 'leastAccuracyPermille')::int, 0)
        <= 1000 * coalesce(own.accuracy, vouched.accuracy, 0)
      and coalesce((campaign.access ->> 'leastAccepted')::int, 0) <= (
        select coalesce(sum(accepted), 0) from "VouchedReputation" where address = $1
      ) + (select coalesce(sum(accepted), 0) from "Reputation"
        where address = $1 and "campaignId" = campaign.id and not campaign."isVouched")))
), offer as materialized (
  select *, -ln(((hashtextextended($1 || "campaignId" || kind::text, $10::bigint) & 4294967295) + 1)::float8 / 4294967297)
    / greatest(0.25, 2 * accuracy - 1) as turn
  from allowed where "isQualified" order by turn
), candidate as materialized (
  select row_number() over () as place, offer."campaignId", offer.kind, offer."goldEvery", offer.languages,
    found.id, found.version
  from offer cross join lateral (
    select * from (
      select * from (
        ${stretch("> 0", ">=")} union all ${stretch("> 0", "<")} union all ${stretch("= 0", ">=")} union all ${stretch("= 0", "<")}
      ) band limit $3::int + 7
    ) band order by "isCrowded", priority desc, seed limit $3::int + 4
  ) found
  limit $3::int + 4
), drawn as materialized (
  select "campaignId", kind, languages, count(*) as wanted from candidate
  where place <= (select room from room) and "goldEvery" > 0 and random() * "goldEvery" < 1
  group by "campaignId", kind, languages
), golden as materialized (
  select found.id, found.version, drawn."campaignId", drawn.kind
  from drawn cross join lateral (
    select task.id, task.version
    from "Gold" gold cross join lateral (
      select * from (
        (select ${goldTask}, 'own' as turn ${ofGold} and exists (${heldBefore("=")}) limit 1)
        union all
        (select ${goldTask}, case when exists (${heldBefore("<>")}) then 'other' else 'new' end ${ofGold} limit 1)
      ) either order by turn <> 'own' limit 1) task
    where gold."campaignId" = drawn."campaignId" and gold.kind = drawn.kind
      and gold.purpose = 'gold' and gold.state = 'live' and gold.answered < ${mostGoldAnswers} and ${isUnmetGold}
    order by task.turn = 'other', gold.answered + 8 * random()
    limit drawn.wanted
  ) found
), chosen as materialized (
  select id, version, 0 as place from golden union all select id, version, place from candidate
), picked as (
  select task.id, task.seed, task.kind, task."campaignId", task."promptId", task."goldId", task."priceWei", task.payload
  from chosen join "Task" task on task.id = chosen.id and task.xmin = chosen.version
  order by chosen.place
  limit coalesce((select room from room), 0)
  for update of task skip locked
), taken as (
  update "Task" task set "isDecided" = task."isDecided" from picked where picked.id = task.id
), leased as (
  insert into "Lease" (id, "taskId", address, "sidesSwapped", "createdAt", "expiresAt")
  select gen_random_uuid()::text, id, $1, hashtextextended($1, seed) & 1 = 1, $4::timestamp, $5::timestamp from picked
  on conflict ("taskId", address) do update set "createdAt" = excluded."createdAt", "expiresAt" = excluded."expiresAt"
  returning id, "taskId", "sidesSwapped"
)`;

/** Samples in the task's order; those of a rank in an order of the member's own. Their ids are the task's, gold or not. */
const samples = `coalesce(
  (select json_agg(json_build_object(
      'id', coalesce(picked.payload -> 'sampleIds' ->> shown.position, sample.id), 'text', sample.text) order by
      case when picked.kind = 'rank' then hashtextextended(sample.id || $1, picked.seed) end, shown.position)
    from "TaskSample" shown join "Sample" sample on sample.id = shown."sampleId" where shown."taskId" = picked.id),
  (select json_agg(json_build_object('id', sample.id, 'text', gold.texts[sample.position]) order by
      case when picked.kind = 'rank' then hashtextextended(sample.id || $1, picked.seed) end, sample.position)
    from jsonb_array_elements_text(picked.payload -> 'sampleIds') with ordinality sample(id, position)
    where gold.id is not null),
  '[]')`;

/** Leases come in the order of their random ids, so that a gold task has no place of its own. */
const reply = `
select (select room from room) as room, (select count(*)::int from candidate) as candidates,
  (select coalesce(array_agg(distinct "campaignId"), '{}') from allowed where not "isQualified") as "qualificationsNeeded",
  coalesce(json_agg(json_build_object(
    'id', leased.id, 'taskId', leased."taskId", 'sidesSwapped', leased."sidesSwapped", 'kind', picked.kind,
    'campaignId', picked."campaignId", 'guidelinesVersion', offer."guidelinesVersion", 'options', offer.options,
    'priceWei', picked."priceWei"::text, 'messages', coalesce(prompt.messages, gold.messages), 'samples', ${samples}
  ) order by leased.id) filter (where leased.id is not null), '[]') as leases`;

const from = `
from leased
join picked on picked.id = leased."taskId"
join offer on offer."campaignId" = picked."campaignId" and offer.kind = picked.kind
left join "Prompt" prompt on prompt.id = picked."promptId"
left join "Gold" gold on gold.id = picked."goldId"`;

export const leaseTasksStatement = `${queue}${reply}${from}`;

/** The same, with the leases' ids as PostgreSQL writes a list: for measuring it with a client that reads no JSON. */
export const leaseTasksStatementWithIds = `${queue}${reply}, coalesce(array_agg(leased.id), '{}')::text as ids${from}`;
