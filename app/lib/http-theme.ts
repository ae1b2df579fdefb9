export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export function knownTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

export function themeAfter(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
}
