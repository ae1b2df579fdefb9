import clsx from "clsx";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { formatted } from "#app/features/tasks/forms/markdown.client.ts";
import { useReading } from "#app/features/tasks/forms/reading-context.tsx";
import { frontOfLong, isLongText, type Mark, type Piece, textPieces } from "#app/features/tasks/forms/text-pieces.ts";

type SampleTextProps = {
  text: string;
  marks?: ReadonlyArray<Mark>;
  /** Shown in full however long: where places in it are marked. */
  isWhole?: boolean;
  className?: string;
};

/** What a model or a person wrote, as it stands: nothing in it runs, and nothing in it is hidden. */
export function SampleText({ text, marks, isWhole = false, className }: SampleTextProps) {
  const reading = useReading();
  const [isOpen, setOpen] = useState(false);
  const { t, i18n } = useTranslation("tasks");
  const isCut = isLongText(text) && !(isWhole || isOpen || reading.isWhole);
  const shown = isCut ? frontOfLong(text) : text;
  return (
    <div className={clsx("grid min-w-0 justify-items-start gap-2", className)}>
      {reading.isFormatted && !marks?.length ? (
        <FormattedText text={shown} />
      ) : (
        <PlainText text={shown} marks={marks} isCut={isCut} />
      )}
      {(isCut || isOpen) && (
        <Button variant="quiet" className="-ml-3" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t("reading.less") : t("reading.all", { length: text.length.toLocaleString(i18n.language) })}
        </Button>
      )}
    </div>
  );
}

function PlainText({ text, marks, isCut }: { text: string; marks?: ReadonlyArray<Mark> | undefined; isCut: boolean }) {
  return (
    <div dir="auto" className="sample-text min-w-0 [unicode-bidi:plaintext]">
      {textPieces(text, marks).map((piece) => (
        <PieceView key={piece.start} piece={piece} />
      ))}
      {isCut && "…"}
    </div>
  );
}

/** Told apart by a line as well as by colour. Where several meet, the first of these wins. */
const tones: ReadonlyArray<readonly [Mark["tone"], string]> = [
  ["cursor", "bg-accent text-on-accent"],
  ["removed", "bg-transparent text-bad line-through decoration-1"],
  ["added", "bg-transparent text-good underline decoration-2 underline-offset-2"],
  ["span", "bg-transparent text-ink underline decoration-warn decoration-2 decoration-wavy underline-offset-4"],
  ["differs", "bg-transparent text-ink underline decoration-accent decoration-2 underline-offset-4"],
];

/** `data-start` says where in the original a selection begins and ends. */
export function PieceView({ piece }: { piece: Piece }) {
  const { start, text, control, tones: found } = piece;
  const shown = control ? (
    <span className="rounded-control border border-warn px-1 font-mono text-13">{control}</span>
  ) : (
    text
  );
  // What is named instead of drawn is longer on the page than in the text.
  const place = { "data-start": start, ...(control ? { "data-length": text.length } : {}) };
  if (found.length === 0) return <span {...place}>{shown}</span>;
  const Tag = found.includes("removed") ? "del" : found.includes("added") ? "ins" : "mark";
  const look = tones.find(([tone]) => found.includes(tone))?.[1];
  return (
    <Tag {...place} className={look}>
      {shown}
    </Tag>
  );
}

const formattedLook = [
  "sample-text grid gap-3 whitespace-normal [&_p]:[unicode-bidi:plaintext] [&_li]:[unicode-bidi:plaintext] [&_[data-heading]]:font-semibold [&_code]:font-mono [&_code]:text-15",
  "[&_pre]:max-w-full [&_pre]:overflow-x-auto [&_pre]:rounded-control [&_pre]:bg-sunken [&_pre]:p-3 [&_pre]:whitespace-pre",
  "[&_blockquote]:border-l-2 [&_blockquote]:pl-3 [&_li]:my-1 [&_ol]:list-decimal [&_ol]:pl-6 [&_ul]:list-disc [&_ul]:pl-6",
  "[&_table]:block [&_table]:overflow-x-auto [&_td]:border [&_td]:px-2 [&_th]:border [&_th]:px-2 min-w-0 w-full *:min-w-0",
].join(" ");

function FormattedText({ text }: { text: string }) {
  const [html, setHtml] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    formatted(text).then((made) => isCurrent && setHtml(made));
    return () => {
      isCurrent = false;
    };
  }, [text]);
  if (html === null) return <PlainText text={text} isCut={false} />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by markdown-it, which escapes all HTML and leaves out links and images
  return <div dir="auto" className={formattedLook} dangerouslySetInnerHTML={{ __html: html }} />;
}
