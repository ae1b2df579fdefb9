import { useFetcher } from "@remix-run/react";
import { MoonIcon, ScreenIcon, SunIcon } from "#app/components/icons.tsx";
import { knownTheme, type Theme, themeAfter } from "#app/lib/http-theme.ts";

const fetcherKey = "theme";
const icons = { system: ScreenIcon, light: SunIcon, dark: MoonIcon };

/** The theme on its way to the server, else the one that the server knows. */
export function useTheme(known: Theme): Theme {
  const fetcher = useFetcher({ key: fetcherKey });
  return fetcher.formData ? knownTheme(fetcher.formData.get("theme")) : known;
}

/** Goes round: as the system, light, dark. `labels` say which one is on. */
export function ThemeButton({ theme, labels }: { theme: Theme; labels: Record<Theme, string> }) {
  const fetcher = useFetcher({ key: fetcherKey });
  const Icon = icons[theme];
  return (
    <fetcher.Form method="post" action="/preferences" className="inline-flex">
      <input type="hidden" name="theme" value={themeAfter(theme)} />
      <button
        type="submit"
        title={labels[theme]}
        aria-label={labels[theme]}
        className="inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
      >
        <Icon className="size-5" />
      </button>
    </fetcher.Form>
  );
}
