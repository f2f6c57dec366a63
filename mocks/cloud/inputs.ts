/** What one request sent, and which of it was read. */
export class Inputs {
  private readonly sent = new Set<string>();
  private readonly read = new Set<string>();

  /** @returns parameters that note which of them are read by name */
  parameters(source: string | URLSearchParams): NotedParameters {
    const parameters = new NotedParameters(source, (name) => this.read.add(name));
    for (const name of parameters.keys()) this.sent.add(name);
    return parameters;
  }

  /** Notes the fields of a JSON body that a schema left out. */
  body(sent: unknown, kept: unknown, path: string[] = []): void {
    if (typeof sent !== "object" || sent === null) return;
    for (const [name, value] of Object.entries(sent)) {
      const place = Array.isArray(sent) ? path : [...path, name];
      const rest = isRecord(kept) ? kept[name] : undefined;
      if (rest === undefined) this.sent.add(place.join("."));
      else this.body(value, rest, place);
    }
  }

  /** @returns the names of what was sent and never read, sorted */
  unread(): string[] {
    return [...this.sent].filter((name) => !this.read.has(name)).toSorted();
  }
}

/** URLSearchParams that tell which names are asked for. To list all names reads none of them. */
export class NotedParameters extends URLSearchParams {
  constructor(
    source: string | URLSearchParams,
    readonly note: (name: string) => void,
  ) {
    super(source);
  }

  override get(name: string): string | null {
    this.note(name);
    return super.get(name);
  }

  override getAll(name: string): string[] {
    this.note(name);
    return super.getAll(name);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
