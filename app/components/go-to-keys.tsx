import { useNavigate } from "@remix-run/react";
import { useRef } from "react";
import { needsReload, type Place } from "#app/components/place.ts";
import { useKeyDown } from "#app/components/use-key-down.tsx";

const chordMs = 1_500;

/**
 * Draws nothing. `g` and a place's key goes there, `?` helps, `/` searches, Ctrl K opens the palette.
 * Silent while text is typed, while a dialog is open, and (Ctrl K apart) while anything marked `data-own-keys` is on the page.
 */
export function GoToKeys({ places, openPalette }: { places: ReadonlyArray<Place>; openPalette: () => void }) {
  const navigate = useNavigate();
  const startedAt = useRef(0);

  function goTo(place: Place): void {
    if (needsReload(places, window.location.pathname, place)) window.location.assign(place.path);
    else navigate(place.path);
  }

  useKeyDown((event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    if (event.key === "?") {
      // Else the search field, which has the focus by then, would get it.
      event.preventDefault();
      openPalette();
    }
    if (event.key === "/") focusSearch(event);
    const isSecond = event.timeStamp - startedAt.current < chordMs;
    startedAt.current = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
    const place = isSecond ? places.find(({ key }) => key === event.key) : undefined;
    if (!place) return;
    startedAt.current = Number.NEGATIVE_INFINITY;
    event.preventDefault();
    goTo(place);
  });
  return null;
}

function isBusy(target: EventTarget | null): boolean {
  const isTyping = target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]");
  return Boolean(isTyping || document.querySelector("dialog[open], [data-own-keys]"));
}

function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>("input[type=search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
}
