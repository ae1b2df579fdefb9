import { Link, useLocation } from "@remix-run/react";
import { useState } from "react";
import { fieldLook } from "#app/components/button-look.ts";
import { KeyHint } from "#app/components/key-hint.tsx";
import { needsReload, type Place } from "#app/components/place.ts";
import { Sheet } from "#app/components/sheet.tsx";

type PaletteProps = {
  isOpen: boolean;
  onClose: () => void;
  places: ReadonlyArray<Place>;
  texts: { title: string; search: string; none: string };
  /** Keys that work everywhere, with what they do. */
  keys: ReadonlyArray<{ keys: string; does: string }>;
};

/** Where one can go, by name or by key; the help on keys and the palette are one thing. */
export function Palette({ isOpen, onClose, places, texts, keys }: PaletteProps) {
  const { pathname } = useLocation();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = places.filter(({ label }) => label.toLowerCase().includes(wanted));
  function close(): void {
    setSearch("");
    onClose();
  }
  return (
    <Sheet isOpen={isOpen} onClose={close} title={texts.title}>
      <div className="grid gap-4">
        <input
          // Not "search": there Escape would empty the field instead of closing the panel.
          type="text"
          inputMode="search"
          autoComplete="off"
          data-first-focus
          aria-label={texts.search}
          placeholder={texts.search}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className={fieldLook}
        />
        <ul className="grid">
          {found.map((place) => (
            <li key={place.path}>
              <Link
                to={place.path}
                reloadDocument={needsReload(places, pathname, place)}
                onClick={close}
                className="flex min-h-11 items-center gap-3 rounded-control px-2 hover:bg-sunken"
              >
                <place.Icon className="size-5 text-muted" />
                <span className="grow">{place.label}</span>
                <KeyHint>{`g ${place.key}`}</KeyHint>
              </Link>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="text-muted">{texts.none}</p>}
        <dl className="grid gap-2 border-t border-line pt-4 text-13 pointer-coarse:hidden">
          {keys.map(({ keys: pressed, does }) => (
            <div key={pressed} className="flex items-center justify-between gap-4">
              <dt className="text-muted">{does}</dt>
              <dd>
                <KeyHint>{pressed}</KeyHint>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Sheet>
  );
}
