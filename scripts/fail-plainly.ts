import { printable } from "./printable.ts";

/** Ends the process with a sentence instead of a stack when a command cannot go on. */
export async function failPlainly(run: () => Promise<number>): Promise<never> {
  try {
    process.exit(await run());
  } catch (error) {
    console.error(`\n${printable(error instanceof Error ? error.message : String(error))}\n`);
    process.exit(1);
  }
}
