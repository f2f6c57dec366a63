import type { Servers } from "./servers.ts";

/** The folder of the recordings during the browser tests. */
export const TAINT_FOLDER = ".data/taint";

/** @returns the folder of one server's recordings. */
export function taintFolder({ port }: Servers): string {
  return `${TAINT_FOLDER}/${port}`;
}

/** A secret and its kind. */
export type Secret = { kind: string; value: string };

/**
 * This many characters identify a secret. Half as many would match by chance, because tokens and public requests
 * of the same second share the text around their times.
 */
const NEEDLE = 40;

/** Every form in which a text may hold secrets, cut into needles. */
export class Needles {
  /** The kind of secret of each needle. It is null if several secrets share the needle, as tokens of one issuer do. */
  private readonly kinds = new Map<string, string | null>();

  /**
   * @param inPublic texts that are in tokens and in public addresses, such as the issuer's name. A needle
   * within one is no sign of a secret.
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

  /** @returns the kinds of secrets of which a text holds a part. */
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

/** Takes a needle from each stretch, so that each long part is found. */
function cut(form: string): string[] {
  const needles: string[] = [];
  for (let start = 0; start + NEEDLE <= form.length; start += NEEDLE) {
    needles.push(form.slice(start, start + NEEDLE));
  }
  return needles;
}

/** @returns the value raw, URL-encoded, and in base64 at any position of a longer text. */
function formsOf(value: string): string[] {
  const encoded = [0, 1, 2].flatMap((shift) => {
    const base64 = Buffer.from(`${"x".repeat(shift)}${value}`).toString("base64");
    // The first and last characters depend on the surrounding text.
    const inner = base64.slice(4, -4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return [value, encodeURIComponent(value), ...encoded];
}
