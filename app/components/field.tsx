import { type ReactNode, useId } from "react";

type FieldParts = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean | undefined };
type FieldProps = {
  label: ReactNode;
  note?: ReactNode;
  error?: string | undefined;
  /** Draws the control with the given attributes: they tie it to its label, note and error. */
  children: (parts: FieldParts) => ReactNode;
};

/** A label, its control, a note and what is wrong with it. */
export function Field({ label, note, error, children }: FieldProps) {
  const id = useId();
  const describedBy = [note !== undefined && `${id}-note`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined })}
      {note !== undefined && (
        <p id={`${id}-note`} className="text-13 text-muted">
          {note}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-13 text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
