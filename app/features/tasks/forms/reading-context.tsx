import { createContext, useContext } from "react";

/** Laid out by its Markdown or as it stands; whole or cut where it is long. */
type Reading = { isFormatted: boolean; isWhole: boolean };

export const ReadingContext = createContext<Reading>({ isFormatted: false, isWhole: false });

/** How the texts around here are shown. */
export function useReading(): Reading {
  return useContext(ReadingContext);
}

type Liking = { isFormatted: boolean; onFormatted: (isFormatted: boolean) => void };

/** How somebody likes to read, from one task to the next; null where only one is looked at. */
export const LikingContext = createContext<Liking | null>(null);
