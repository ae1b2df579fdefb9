import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CloseIcon } from "#app/components/icons.tsx";

type SheetProps = { isOpen: boolean; onClose: () => void; title: string; children: ReactNode };

/**
 * A side panel; on a phone it comes from below. The browser's own modal dialog: it holds the focus, closes on Escape and gives
 * the focus back. What is marked `data-first-focus` has the focus first.
 */
export function Sheet({ isOpen, onClose, title, children }: SheetProps) {
  const { t } = useTranslation("site");
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (isOpen && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    }
    if (!isOpen && dialog.open) dialog.close();
  }, [isOpen]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click is the one on the veil
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="sheet fixed inset-x-0 top-auto bottom-0 m-0 max-h-[85dvh] w-full max-w-none overflow-y-auto overscroll-contain rounded-t-card border-line bg-surface text-ink shadow-float sm:inset-y-0 sm:right-0 sm:left-auto sm:h-dvh sm:max-h-none sm:w-[26rem] sm:rounded-none sm:border-l"
    >
      <div className="flex min-h-full flex-col">
        <div className="sticky top-0 flex items-center justify-between gap-4 border-b border-line bg-surface px-5 py-3">
          <h2 id={titleId} className="text-17">
            {title}
          </h2>
          <button
            type="button"
            aria-label={t("close")}
            onClick={onClose}
            className="inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
          >
            <CloseIcon className="size-5" />
          </button>
        </div>
        <div className="px-5 py-4">{isOpen && children}</div>
      </div>
    </dialog>
  );
}
