import { useTranslation } from "react-i18next";
import { Card } from "#app/components/card.tsx";
import { CopyButton } from "#app/components/copy-button.tsx";
import { snippets } from "#app/features/releases/snippets.ts";

export function ReleaseSnippets({ url }: { url: string }) {
  const { t } = useTranslation("releases");
  return (
    <Card title={t("snippets.title")}>
      <div className="grid gap-4">
        {snippets(url).map(({ tool, code }) => (
          <section key={tool} className="grid min-w-0 gap-1" aria-label={tool}>
            <div className="flex items-center justify-between">
              <h3 className="text-13 font-medium">{tool}</h3>
              <CopyButton text={code} what={tool} />
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
            <pre tabIndex={0} className="overflow-x-auto rounded-control bg-sunken p-3 font-mono text-13">
              {code}
            </pre>
          </section>
        ))}
      </div>
    </Card>
  );
}
