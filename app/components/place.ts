import type { ComponentType } from "react";

/** Somewhere the bars and the go-to keys lead. */
export type Place = {
  path: string;
  label: string;
  /** The second key of `g x`. */
  key: string;
  Icon: ComponentType<{ className?: string }>;
  /** Served with headers of its own, which only a fresh document gets. */
  needsDocument?: boolean;
  /** Reached by key and search only. */
  isHidden?: boolean;
};

/** Whether `path` is the place or lies below it. */
export function isAt(place: Place, path: string): boolean {
  return path === place.path || path.startsWith(`${place.path}/`);
}

/** A page with headers of its own is entered and left by a fresh document. */
export function needsReload(places: ReadonlyArray<Place>, from: string, to: Place): boolean {
  return to.needsDocument === true || places.some((place) => place.needsDocument && isAt(place, from));
}
