import type { Waiting } from "../cloud/send-patiently.ts";

/** Questions to the user of a terminal. Each throws ProvisionError `interrupted` when the user leaves it. */
export type Prompts = {
  token(): Promise<string>;
  text(message: string, usual: string): Promise<string>;
  choose<T extends string>(message: string, choices: { value: T; label: string }[]): Promise<T>;
  confirm(message: string): Promise<boolean>;
};

/** How the command meets the world. */
export type Io = {
  arguments: string[];
  variables: Record<string, string | undefined>;
  readInput: () => Promise<string>;
  writeOutput: (text: string) => void;
  writeError: (text: string) => void;
  /** Null when there is no terminal to ask at. */
  prompts: Prompts | null;
  /** Aborted when the user stops the command. */
  signal: AbortSignal;
} & Pick<Waiting, "send" | "pause">;
