import { fieldLook } from "#app/components/button-look.ts";
import { Field } from "#app/components/field.tsx";
import { leastDisputeLength, mostDisputeLength } from "#app/features/review/dispute.ts";

type DisputeTextProps = {
  name: "reason" | "note";
  label: string;
  note: string;
  error: string | undefined;
  rows: number;
};

/** What a contributor or a reviewer has to say of a dispute, in words of a stated length. */
export function DisputeText({ name, label, note, error, rows }: DisputeTextProps) {
  return (
    <Field label={label} note={note} error={error}>
      {(parts) => (
        <textarea
          {...parts}
          name={name}
          rows={rows}
          required
          minLength={leastDisputeLength}
          maxLength={mostDisputeLength}
          className={fieldLook}
        />
      )}
    </Field>
  );
}
