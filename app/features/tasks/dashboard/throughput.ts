/** Work by the hour or the day in which its task closed, the oldest first, slots without any included. */
export type Throughput = { unit: "hour" | "day"; slots: Array<ThroughputSlot> };
export type ThroughputSlot = { at: string; tasks: number; answers: number };

const hourMs = 3_600_000;
const slotMs = { hour: hourMs, day: 24 * hourMs };
/** Three days hour by hour; what is longer, by the day, the last two months of it. */
export const mostSlots = { hour: 72, day: 60 };

/** Hours while everything fits into three days, then days. */
export function throughputUnit(first: Date, last: Date): Throughput["unit"] {
  const hours = slotNumber(last, "hour") - slotNumber(first, "hour") + 1;
  return hours <= mostSlots.hour ? "hour" : "day";
}

/** When the first slot that is shown begins, if the last one holds `last`. */
export function throughputStart(first: Date, last: Date): Date {
  const unit = throughputUnit(first, last);
  const earliest = Math.max(slotNumber(first, unit), slotNumber(last, unit) - mostSlots[unit] + 1);
  return new Date(earliest * slotMs[unit]);
}

/** @param rows slots with work in them, each by its beginning (UTC); none twice */
export function toThroughput(rows: ReadonlyArray<ThroughputSlot>, first: Date, last: Date): Throughput {
  const unit = throughputUnit(first, last);
  const start = slotNumber(throughputStart(first, last), unit);
  const byNumber = new Map(rows.map((row) => [slotNumber(new Date(row.at), unit), row]));
  const slots = Array.from({ length: slotNumber(last, unit) - start + 1 }, (_, index) => {
    const found = byNumber.get(start + index);
    const at = new Date((start + index) * slotMs[unit]).toISOString();
    return { at, tasks: found?.tasks ?? 0, answers: found?.answers ?? 0 };
  });
  return { unit, slots };
}

function slotNumber(at: Date, unit: Throughput["unit"]): number {
  return Math.floor(at.getTime() / slotMs[unit]);
}
