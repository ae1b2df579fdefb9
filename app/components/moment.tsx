import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** A point in time in the visitor's language and time zone; the server, which does not know the zone, writes UTC. */
export function Moment({ at, withTime = true }: { at: Date | string; withTime?: boolean }) {
  const { i18n } = useTranslation();
  const [isMounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const date = new Date(at);
  const format = new Intl.DateTimeFormat(i18n.language, {
    dateStyle: "medium",
    ...(withTime ? { timeStyle: "short" } : {}),
    ...(isMounted ? {} : { timeZone: "UTC" }),
  });
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()} className="whitespace-nowrap">
      {format.format(date)}
    </time>
  );
}
