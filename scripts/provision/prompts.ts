import { confirm, password, select, text } from "@clack/prompts";
import { printableLine } from "../printable.ts";
import type { Prompts } from "./io.ts";
import { ProvisionError } from "./provision-error.ts";

/** Standard output is for the result. */
const output = process.stderr;

/** @returns questions at the terminal of this process */
export function createPrompts(): Prompts {
  return {
    token: () => answered(password({ output, message: "Management API token (not shown)" })),
    text: (message, usual) =>
      answered(text({ output, message, placeholder: usual, defaultValue: usual })),
    choose: (message, choices) => {
      const options = choices.map(({ value, label }) => ({ value, label: printableLine(label) }));
      return answered(select<string>({ output, message, options })) as Promise<never>;
    },
    confirm: (message) =>
      answered(confirm({ output, message: printableLine(message), initialValue: false })),
  };
}

async function answered<T>(question: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await question;
  if (typeof answer === "symbol") {
    throw new ProvisionError("interrupted", "Stopped. Nothing more is done.");
  }
  return answer as Exclude<T, symbol>;
}
