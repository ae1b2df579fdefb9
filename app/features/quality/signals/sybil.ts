import { rootOf } from "#app/features/quality/pairs/comparisons.ts";
import { falseDiscoveryRates } from "#app/features/quality/signals/false-discovery.ts";

export type Funding = { from: string; to: string };
export type Activity = { contributor: string; atMs: number };

export type TimingPair = {
  contributors: readonly [string, string];
  /** Half hours in which both were active; what whole-day shifts of one of them give on average. */
  overlap: number;
  expected: number;
  /** Share of whole-day shifts with at least that overlap, this one counted: never below 1 / (shifts + 1). */
  pValue: number;
  falseDiscoveryRate: number;
  /** Half hours in which the less active one was active. */
  n: number;
  shifts: number;
};

export type SybilGroup = {
  members: Array<string>;
  /** Who funded them, and how many of all contributors each source funded. */
  sources: Array<{ from: string; funded: number }>;
  timing: Array<TimingPair>;
};

/** Whoever funds more contributors than this is an exchange, a faucet or a requester, and joins nobody. */
const mostFundedOfSource = 20;
const slotMs = 30 * 60 * 1000;
const slotsOfDay = 48;

/**
 * Accounts that may be one person's: joined by who funded them, with how alike their hours are. Families, flatmates and
 * cooperatives look like this too: evidence for audits, with chance levels, never a verdict.
 * @param contributors whose accounts are looked at
 * @param fundings transfers into their accounts, and between them, before they first answered
 * @param activity when they answered
 */
export function sybilSignals(input: {
  contributors: ReadonlyArray<string>;
  fundings: ReadonlyArray<Funding>;
  activity: ReadonlyArray<Activity>;
}): Array<SybilGroup> {
  const contributors = [...new Set(input.contributors)].sort();
  const fundedBy = fundedBySource(contributors, input.fundings);
  const groups = groupsOf(contributors, fundedBy);
  const slots = slotsOf(input.activity);
  const found = groups.map((members) => ({ members, timing: timingOf(members, slots) }));
  const rates = falseDiscoveryRates(found.flatMap(({ timing }) => timing.map(({ pValue }) => pValue)));
  let place = 0;
  return found.map(({ members, timing }) => ({
    members,
    sources: sourcesOf(members, fundedBy),
    timing: timing.map((pair): TimingPair => ({ ...pair, falseDiscoveryRate: rates[place++] ?? 1 })),
  }));
}

/** Sources that are not everybody's: which contributors each funded. */
function fundedBySource(
  contributors: ReadonlyArray<string>,
  fundings: ReadonlyArray<Funding>,
): Map<string, Set<string>> {
  const known = new Set(contributors);
  const fundedBy = new Map<string, Set<string>>();
  for (const { from, to } of fundings) {
    if (!known.has(to) || from === to) continue;
    const funded = fundedBy.get(from) ?? new Set<string>();
    fundedBy.set(from, funded);
    funded.add(to);
  }
  for (const [from, funded] of fundedBy) if (funded.size > mostFundedOfSource) fundedBy.delete(from);
  return fundedBy;
}

/** Contributors joined by a common source, or by one funding the other; groups of at least two. */
function groupsOf(contributors: ReadonlyArray<string>, fundedBy: Map<string, Set<string>>): Array<Array<string>> {
  const numbers = new Map(contributors.map((name, number) => [name, number]));
  const parent = Int32Array.from(contributors, (_, number) => number);
  for (const [from, funded] of fundedBy) {
    const joined = [from, ...funded].flatMap((name) => numbers.get(name) ?? []);
    for (const number of joined) {
      const [a, b] = [rootOf(parent, number), rootOf(parent, joined[0] ?? number)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const groups = new Map<number, Array<string>>();
  contributors.forEach((name, number) => {
    const root = rootOf(parent, number);
    groups.set(root, [...(groups.get(root) ?? []), name]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

function sourcesOf(members: ReadonlyArray<string>, fundedBy: Map<string, Set<string>>): SybilGroup["sources"] {
  const sources = [...fundedBy].filter(([, funded]) => members.some((member) => funded.has(member)));
  return sources.map(([from, funded]) => ({ from, funded: funded.size })).sort((a, b) => (a.from < b.from ? -1 : 1));
}

function slotsOf(activity: ReadonlyArray<Activity>): Map<string, Set<number>> {
  const slots = new Map<string, Set<number>>();
  for (const { contributor, atMs } of activity) {
    const own = slots.get(contributor) ?? new Set<number>();
    slots.set(contributor, own);
    own.add(Math.floor(atMs / slotMs));
  }
  return slots;
}

type Timing = Omit<TimingPair, "falseDiscoveryRate">;

function timingOf(members: ReadonlyArray<string>, slots: Map<string, Set<number>>): Array<Timing> {
  const none = new Set<number>();
  return members.flatMap((one, at) =>
    members.slice(at + 1).map((two) => timingOfPair([one, two], slots.get(one) ?? none, slots.get(two) ?? none)),
  );
}

/**
 * One's half hours are shifted by every whole number of days around the stretch in which either was active: hours of the day
 * stay, so that two people of one time zone are no more alike than any two such.
 */
function timingOfPair(contributors: readonly [string, string], one: Set<number>, two: Set<number>): Timing {
  const n = Math.min(one.size, two.size);
  if (n === 0) return { contributors, overlap: 0, expected: 0, pValue: 1, n, shifts: 0 };
  const [first, last] = [leastOf(one, two), mostOf(one, two)];
  const days = Math.floor(last / slotsOfDay) - Math.floor(first / slotsOfDay) + 1;
  const start = Math.floor(first / slotsOfDay) * slotsOfDay;
  const around = days * slotsOfDay;
  const overlapAfter = (shift: number) => {
    let overlap = 0;
    for (const slot of one) if (two.has(start + ((slot - start + shift * slotsOfDay) % around))) overlap += 1;
    return overlap;
  };
  const overlap = overlapAfter(0);
  let [reached, sum] = [0, 0];
  for (let shift = 1; shift < days; shift++) {
    const shifted = overlapAfter(shift);
    sum += shifted;
    if (shifted >= overlap) reached += 1;
  }
  const shifts = days - 1;
  return {
    contributors,
    overlap,
    expected: shifts > 0 ? sum / shifts : overlap,
    pValue: (1 + reached) / days,
    n,
    shifts,
  };
}

function leastOf(one: Set<number>, two: Set<number>): number {
  return [...one, ...two].reduce((least, slot) => Math.min(least, slot), Infinity);
}

function mostOf(one: Set<number>, two: Set<number>): number {
  return [...one, ...two].reduce((most, slot) => Math.max(most, slot), -Infinity);
}
