import type { Ref } from "react";
import { TextField } from "@/components/ui/text-field";

/** A field for an email address, named `email`. */
export function EmailField(props: {
  hint: string;
  defaultValue: string;
  /** Why the address was refused. */
  error: string | undefined;
  inputRef: Ref<HTMLInputElement>;
}) {
  return (
    <TextField
      {...props}
      name="email"
      label="Email"
      type="email"
      inputMode="email"
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
