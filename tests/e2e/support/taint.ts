import type { Servers } from "./servers.ts";

/** Where the servers' words are kept during the browser tests. */
export const TAINT_FOLDER = ".data/taint";

/** @returns where those of one server are kept. */
export function taintFolder({ port }: Servers): string {
  return `${TAINT_FOLDER}/${port}`;
}

/** A secret, and what it is. */
export type Secret = { kind: string; value: string };

/**
 * So much of a secret is enough to know it by. Half as much would turn up by chance: tokens and the public requests that
 * are made in the same second share what stands around their times.
 */
const NEEDLE = 40;

/** Every form in which secrets may stand in a text, cut into needles. */
export class Needles {
  /** What each needle is a part of; null where secrets share it, as tokens of one issuer do, which two of them tell. */
  private readonly kinds = new Map<string, string | null>();

  /**
   * @param inPublic texts that stand in tokens and in public addresses alike, such as the issuer's name: a needle that lies
   * within one tells of no secret
   */
  constructor(secrets: Secret[], inPublic: string[] = []) {
    const once = new Map(secrets.map((secret) => [secret.value, secret]));
    for (const secret of once.values()) this.add(secret);
    const known = inPublic.flatMap(formsOf);
    for (const needle of this.kinds.keys()) {
      if (known.some((form) => form.includes(needle))) this.kinds.delete(needle);
    }
  }

  get size(): number {
    return this.kinds.size;
  }

  /** @returns the kinds of secrets that a text holds some part of. */
  in(text: string): string[] {
    const found = new Set<string>();
    for (const [run] of text.matchAll(/[\w+/=%.-]{40,}/g)) {
      for (let start = 0; start + NEEDLE <= run.length; start += 1) {
        const kind = this.kinds.get(run.slice(start, start + NEEDLE));
        if (kind) found.add(kind);
      }
    }
    return [...found];
  }

  private add({ kind, value }: Secret): void {
    const needles = new Set(formsOf(value).flatMap(cut));
    for (const needle of needles) this.kinds.set(needle, this.kinds.has(needle) ? null : kind);
  }
}

/** A needle from each stretch, so that no long part goes unnoticed. */
function cut(form: string): string[] {
  const needles: string[] = [];
  for (let start = 0; start + NEEDLE <= form.length; start += NEEDLE) {
    needles.push(form.slice(start, start + NEEDLE));
  }
  return needles;
}

/** Raw, URL-encoded, and in base64 wherever in a longer text it may have stood. */
function formsOf(value: string): string[] {
  const encoded = [0, 1, 2].flatMap((shift) => {
    const base64 = Buffer.from(`${"x".repeat(shift)}${value}`).toString("base64");
    // The first and the last characters depend on what stood around it.
    const inner = base64.slice(4, -4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return [value, encodeURIComponent(value), ...encoded];
}
