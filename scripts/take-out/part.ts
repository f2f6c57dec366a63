/** A text that occurs once in a file, and what takes its place. */
export type Edit = readonly [from: string, to: string];

/** What takes one part out of the app. Everything else stays as it is. */
export type Part = {
  /** What goes, in a few words. */
  what: string;
  /** Files and folders. */
  deletes: readonly string[];
  /** By file. */
  edits: Readonly<Record<string, readonly Edit[]>>;
  /** A folder whose files replace those of the app, or join them. */
  adds?: string | undefined;
  packages?: {
    removes?: readonly string[];
    /** From the development dependencies to those of the app. */
    moves?: readonly string[];
  };
  /** Variables of the environment that nothing reads any more. */
  variables?: readonly string[];
};
