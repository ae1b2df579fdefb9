import { Link, useLocation } from "@remix-run/react";
import clsx from "clsx";
import { isAt, needsReload, type Place } from "#app/components/place.ts";

type PlaceLinksProps = { places: ReadonlyArray<Place>; label: string };

/** The places in the top bar: words only. */
export function TopLinks({ places, label }: PlaceLinksProps) {
  const { pathname } = useLocation();
  return (
    <nav aria-label={label} className="hidden md:block">
      <ul className="flex items-center gap-1">
        {shown(places).map((place) => (
          <li key={place.path}>
            <Link
              to={place.path}
              reloadDocument={needsReload(places, pathname, place)}
              prefetch="intent"
              aria-current={isAt(place, pathname) ? "page" : undefined}
              className={clsx(
                "inline-flex h-14 items-center border-b-2 px-2.5 lg:px-3",
                isAt(place, pathname)
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-muted hover:text-ink",
              )}
            >
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The places as a bar at the bottom of a phone: icons and words. */
export function BottomLinks({ places, label }: PlaceLinksProps) {
  const { pathname } = useLocation();
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {shown(places).map((place) => (
          <li key={place.path} className="min-w-0 flex-1">
            <Link
              to={place.path}
              reloadDocument={needsReload(places, pathname, place)}
              aria-current={isAt(place, pathname) ? "page" : undefined}
              className={clsx(
                "flex h-14 flex-col items-center justify-center gap-0.5 leading-tight -outline-offset-2",
                shown(places).length > 5 ? "text-[0.6875rem]" : "text-[0.75rem] tracking-tight",
                isAt(place, pathname) ? "font-semibold text-accent" : "text-muted",
              )}
            >
              <place.Icon className="size-5" />
              <span className="max-w-full truncate px-0.5">{place.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function shown(places: ReadonlyArray<Place>): Array<Place> {
  return places.filter(({ isHidden }) => !isHidden);
}
