import { Form, useLocation } from "@remix-run/react";
import { LanguageIcon } from "#app/components/icons.tsx";

type Language = { tag: string; short: string; name: string };
type LanguageMenuProps = { label: string; current: string; languages: ReadonlyArray<Language> };

/** A select of the browser's own, over its icon and the language's two letters. A language needs a fresh document. */
export function LanguageMenu({ label, current, languages }: LanguageMenuProps) {
  const { pathname, search } = useLocation();
  const short = languages.find(({ tag }) => tag === current)?.short;
  return (
    <Form
      method="post"
      action="/preferences"
      reloadDocument
      className="relative inline-flex h-9 items-center gap-1 rounded-control px-1.5 text-13 text-muted focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent hover:bg-sunken hover:text-ink pointer-coarse:h-11"
    >
      <LanguageIcon className="size-5" />
      <span aria-hidden="true" className="w-5 max-sm:hidden">
        {short}
      </span>
      <input type="hidden" name="returnTo" value={`${pathname}${search}`} />
      <select
        name="locale"
        aria-label={label}
        title={label}
        defaultValue={current}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
        className="absolute inset-0 h-full w-full cursor-pointer appearance-none bg-surface text-15 text-ink opacity-0"
      >
        {languages.map(({ tag, name }) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </Form>
  );
}
