import clsx from "clsx";
import type { ReactNode } from "react";
import { fieldLook } from "#app/components/button-look.ts";
import { Field } from "#app/components/field.tsx";
import { useFormState } from "#app/features/campaigns/form/use-campaign-form.tsx";

type FieldProps = { path: string; label: string; note?: ReactNode };
type TypedProps = FieldProps & { value: string; onValue: (value: string) => void };

/** One line of text. `suggestions` are offered and not imposed. */
export function TextField({ suggestions, ...props }: TypedProps & { suggestions?: ReadonlyArray<string> }) {
  const { problemOf, leave } = useFormState();
  const listId = `${props.path}-suggestions`;
  return (
    <Field label={props.label} note={props.note} error={problemOf(props.path)}>
      {(parts) => (
        <>
          <input
            {...parts}
            value={props.value}
            autoComplete="off"
            list={suggestions && listId}
            onChange={(event) => props.onValue(event.target.value)}
            onBlur={() => leave(props.path)}
            className={fieldLook}
          />
          {suggestions && (
            <datalist id={listId}>
              {suggestions.map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

/** A number, typed as text so that nothing is lost; a phone shows its digits. */
export function NumberField({ path, label, note, value, onValue }: TypedProps) {
  const { problemOf, leave } = useFormState();
  return (
    <Field label={label} note={note} error={problemOf(path)}>
      {(parts) => (
        <input
          {...parts}
          value={value}
          inputMode="decimal"
          autoComplete="off"
          onChange={(event) => onValue(event.target.value)}
          onBlur={() => leave(path)}
          className={clsx(fieldLook, "max-w-40 tabular-nums")}
        />
      )}
    </Field>
  );
}

export function LongTextField({ path, label, note, value, onValue, rows }: TypedProps & { rows: number }) {
  const { problemOf, leave } = useFormState();
  return (
    <Field label={label} note={note} error={problemOf(path)}>
      {(parts) => (
        <textarea
          {...parts}
          value={value}
          rows={rows}
          onChange={(event) => onValue(event.target.value)}
          onBlur={() => leave(path)}
          className={fieldLook}
        />
      )}
    </Field>
  );
}

type Choice<Value extends string> = { value: Value; label: string };
type SelectFieldProps<Value extends string> = FieldProps & {
  value: Value;
  choices: ReadonlyArray<Choice<Value>>;
  onValue: (value: Value) => void;
};

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { path, label, note, value, choices, onValue } = props;
  const { problemOf } = useFormState();
  return (
    <Field label={label} note={note} error={problemOf(path)}>
      {(parts) => (
        <select
          {...parts}
          value={value}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value);
            if (chosen) onValue(chosen.value);
          }}
          className={clsx(fieldLook, "max-w-80")}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckFieldProps = { label: string; note?: string; isChecked: boolean; onChecked: (isChecked: boolean) => void };

export function CheckField({ label, note, isChecked, onChecked }: CheckFieldProps) {
  return (
    <label className="flex items-start gap-2 py-1 pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChecked(event.target.checked)}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        {note && <span className="block text-13 text-muted">{note}</span>}
      </span>
    </label>
  );
}
