import { Link } from "@remix-run/react";
import { type ReactNode, useCallback, useState } from "react";
import { GoToKeys } from "#app/components/go-to-keys.tsx";
import { HelpIcon } from "#app/components/icons.tsx";
import { Palette } from "#app/components/palette.tsx";
import type { Place } from "#app/components/place.ts";
import { BottomLinks, TopLinks } from "#app/components/place-links.tsx";
import { SkipLink } from "#app/components/skip-link.tsx";
import { Mark } from "#app/components/stones.tsx";

type ShellProps = {
  places: ReadonlyArray<Place>;
  texts: { name: string; skip: string; places: string; help: string; search: string; none: string };
  keys: ReadonlyArray<{ keys: string; does: string }>;
  /** Right side of the top bar. */
  tools: ReactNode;
  /** A line under the top bar. */
  strip?: ReactNode;
  footer: ReactNode;
  children: ReactNode;
};

/** What stands round every page: bars, skip link, keys. It draws the page's only `main`. */
export function Shell({ places, texts, keys, tools, strip, footer, children }: ShellProps) {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const openPalette = useCallback(() => setPaletteOpen(true), []);
  return (
    <div className="flex min-h-dvh flex-col pb-[calc(3.5rem+env(safe-area-inset-bottom))] md:pb-0">
      <SkipLink>{texts.skip}</SkipLink>
      <header className="sticky top-0 z-20 border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-page items-center gap-2 px-4 lg:gap-4">
          <Link to="/" className="inline-flex h-11 items-center gap-2 rounded-control text-17 font-semibold">
            <Mark />
            <span className="max-lg:sr-only">{texts.name}</span>
          </Link>
          <TopLinks places={places} label={texts.places} />
          <div className="ml-auto flex items-center gap-0.5 sm:gap-1">
            {tools}
            <button
              type="button"
              title={texts.help}
              aria-label={texts.help}
              aria-keyshortcuts="?"
              onClick={openPalette}
              className="inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink max-lg:hidden"
            >
              <HelpIcon />
            </button>
          </div>
        </div>
      </header>
      {strip}
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-page grow px-4 py-6 outline-none sm:py-8">
        {children}
      </main>
      <footer className="border-t border-line">
        <div className="mx-auto flex max-w-page flex-wrap gap-x-6 gap-y-2 px-4 py-4 text-13 text-muted">{footer}</div>
      </footer>
      <BottomLinks places={places} label={texts.places} />
      <GoToKeys places={places} openPalette={openPalette} />
      <Palette
        isOpen={isPaletteOpen}
        onClose={() => setPaletteOpen(false)}
        places={places}
        keys={keys}
        texts={{ title: texts.help, search: texts.search, none: texts.none }}
      />
    </div>
  );
}
