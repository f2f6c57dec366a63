/** What happens to one object. */
export type Action = {
  action: "create" | "update" | "keep" | "delete";
  kind: string;
  id?: string;
  name: string;
};

/** A call that a dry run leaves out, as it would be sent. */
export type PlannedCall = { method: string; url: string; body?: unknown };

/** Something that no API can set. */
export type ChecklistItem = { what: string; where: string };

/** The document of `--json`. */
export type Report = {
  changed: boolean;
  actions: Action[];
  env_file: { path: string; action: "create" | "update" | "keep" | "delete" };
  checklist: ChecklistItem[];
  /** Of a dry run. */
  calls?: PlannedCall[];
  /** What a dry run could not find out. */
  not_asked?: string;
  error?: string;
  code?: string;
};
