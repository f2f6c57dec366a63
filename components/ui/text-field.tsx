import type { InputHTMLAttributes, Ref } from "react";

type TextFieldProps = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  "type" | "inputMode" | "autoComplete" | "autoCapitalize" | "spellCheck" | "defaultValue"
> & {
  name: string;
  label: string;
  hint: string;
  /** Why the value was refused. */
  error?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
};

/** A labelled text field. Screen readers announce its hint and error with it. */
export function TextField({ name, label, hint, error, inputRef, ...input }: TextFieldProps) {
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  return (
    <div className="grid gap-2">
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <input
        {...input}
        id={name}
        name={name}
        ref={inputRef}
        required
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? hintId : `${errorId} ${hintId}`}
        className="min-h-12 w-full rounded-xl border border-line-strong bg-paper px-4 text-base motion-safe:transition-colors hover:border-accent aria-invalid:border-2 aria-invalid:border-danger"
      />
      {error !== undefined && (
        <p id={errorId} className="font-medium text-[0.9375rem] text-danger">
          {error}
        </p>
      )}
      <p id={hintId} className="text-muted text-sm">
        {hint}
      </p>
    </div>
  );
}
