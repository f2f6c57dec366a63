import { chmod, rm, stat } from "node:fs/promises";
import { removeVariables, setVariables } from "../env-file/edit.ts";
import { demandWritable, type EnvFile, readEnvFile, writePrivately } from "../env-file/file.ts";
import { variablesIn } from "../env-file/variables.ts";
import { type Made, type Mark, readMark, withMark } from "./mark.ts";
import { requireFor } from "./provision-error.ts";
import type { Outcome } from "./session.ts";

type FileAction = "create" | "update" | "keep" | "delete";

/** The environment file and what it says about earlier runs, as they are on the disk and as they will be. */
export class EnvDocument {
  private text: string;
  private saved: string;
  mark: Mark;

  private constructor(
    readonly file: EnvFile,
    tenant: string,
  ) {
    this.text = file.text ?? "";
    this.saved = this.text;
    this.mark = readMark(this.text) ?? { tenant, made: [], wrote: [] };
  }

  /**
   * @throws EnvFileError when the file cannot be used
   * @throws ProvisionError when it was made with another tenant
   */
  static async open(path: string, tenant: string): Promise<EnvDocument> {
    const document = new EnvDocument(await readEnvFile(path), tenant);
    await demandWritable(document.file);
    requireFor(
      document.mark.tenant === tenant,
      "other_tenant",
      () => `${path} was made with another tenant than the token's. Choose another --env-file.`,
    );
    return document;
  }

  get variables(): Record<string, string> {
    return variablesIn(this.text);
  }

  /** What would become of the file if it were saved. */
  get plannedAction(): FileAction {
    return this.actionFor(this.text);
  }

  /** What has become of the file. */
  get action(): FileAction {
    return this.actionFor(this.saved);
  }

  /** Notes what is about to be made, so that a run after a crash knows whose it is. */
  async begin(made: Made): Promise<void> {
    this.mark.made = [...this.mark.made.filter((other) => !isSame(other, made)), made];
    await this.save();
  }

  finish(made: Made, id: string): void {
    this.mark.made = this.mark.made.map((other) => (isSame(other, made) ? { ...made, id } : other));
  }

  /** Completes what an earlier run began and could not note any more: the objects are there. */
  adopt(outcomes: Outcome[]): void {
    for (const { kind, name, realm, id } of outcomes) {
      const begun = this.mark.made.find((made) => isSame(made, { kind, name, realm }));
      if (begun && id !== undefined) begun.id = id;
    }
  }

  /** Takes back what is known not to have been made. */
  async withdraw(made: Made): Promise<void> {
    this.mark.made = this.mark.made.filter((other) => !isSame(other, made));
    await this.save();
  }

  set(values: Record<string, string>): void {
    const before = this.variables;
    const added = Object.keys(values).filter((name) => !Object.hasOwn(before, name));
    this.text = setVariables(this.text, values);
    this.mark.wrote = [...new Set([...this.mark.wrote, ...added])];
  }

  remove(names: string[]): void {
    this.text = removeVariables(this.text, names);
    this.mark.wrote = this.mark.wrote.filter((name) => !names.includes(name));
  }

  /** Applies the mark to the text without writing it. */
  settle(): void {
    this.text = withMark(this.text, this.mark);
  }

  /** Writes what has changed, and makes sure that only the owner may read the file. */
  async save(): Promise<void> {
    this.settle();
    const { target, path, text: original } = this.file;
    if (this.text !== this.saved) {
      // A symbolic link must not lead to nothing.
      const isGone = this.text === "" && original !== "" && target === path;
      await (isGone ? rm(target, { force: true }) : writePrivately(this.file, this.text));
      this.saved = this.text;
      return;
    }
    const mode = await stat(target).then(
      ({ mode: bits }) => bits & 0o077,
      () => 0,
    );
    if (mode !== 0) await chmod(target, 0o600);
  }

  private actionFor(text: string): FileAction {
    if (text === (this.file.text ?? "")) return "keep";
    if (text === "") return "delete";
    return this.file.text === undefined ? "create" : "update";
  }
}

function isSame(one: Made, other: Made): boolean {
  return one.kind === other.kind && one.name === other.name && one.realm === other.realm;
}
