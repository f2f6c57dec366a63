import { keptName } from "./field-names.ts";
import { madeUpText } from "./forms.ts";
import { madeUpAddress } from "./made-up-address.ts";
import { STABLE_BOOLEANS, STABLE_VALUES } from "./stable-values.ts";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Tokens hold JSON, and JSON holds tokens. No cloud nests them deeper. */
const MOST_LAYERS = 20;
const UNTOLD = "some text";

/**
 * A value of which only shape, forms and stable values are left. All its texts are constants of this program, so no
 * secret can be among them. Only this class makes one, and the writer of transcripts takes nothing else.
 */
export class Redacted {
  readonly #value: Json;

  private constructor(value: Json) {
    this.#value = value;
  }

  /** @param value anything that JSON can hold. To redact what is redacted changes nothing. */
  static of(value: unknown): Redacted {
    return new Redacted(redacted("", value, 0));
  }

  toJSON(): Json {
    return this.#value;
  }
}

function redacted(name: string, value: unknown, layer: number): Json {
  if (layer > MOST_LAYERS) return UNTOLD;
  if (typeof value === "string") return redactedText(name, value, layer);
  if (typeof value === "number") return Number.isInteger(value) ? 1 : 1.5;
  if (typeof value === "boolean") return STABLE_BOOLEANS.has(name) ? value : true;
  if (Array.isArray(value)) return kindsOf(value.map((item) => redacted(name, item, layer + 1)));
  return typeof value === "object" && value !== null ? redactedObject(value, layer) : null;
}

function redactedObject(value: object, layer: number): Json {
  const fields = Object.entries(value).map(([name, part]): [string, Json] => [
    keptName(name),
    redacted(name, part, layer + 1),
  ]);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How many there are differs from cloud to cloud, and so does their order. */
function kindsOf(items: Json[]): Json[] {
  const texts = new Set(items.map((item) => JSON.stringify(item)));
  return [...texts].sort().map((text) => JSON.parse(text));
}

function redactedText(name: string, text: string, layer: number): Json {
  const stable = stableText(STABLE_VALUES[name] ?? [], text);
  if (stable !== undefined) return stable;
  const inside = jwsParts(text) ?? jsonInside(text);
  if (inside) return redacted(name, inside, layer + 1);
  return madeUpAddress(text) ?? madeUpText(text);
}

/** A scope is several stable values in one text. Those that are not stable are left out of it. */
function stableText(values: readonly string[], text: string): string | undefined {
  if (values.includes(text)) return text;
  const words = text.split(" ");
  const kept = values.filter((value) => words.includes(value));
  return kept.length === words.length ? [...kept].sort().join(" ") : undefined;
}

function jwsParts(text: string): object | undefined {
  const [, header, payload] = /^(eyJ[\w-]*)\.([\w-]+)\.[\w-]*$/.exec(text) ?? [];
  if (header === undefined || payload === undefined) return undefined;
  const decoded = [header, payload].map((part) =>
    jsonOf(Buffer.from(part, "base64url").toString()),
  );
  const [first, second] = decoded;
  return first && second && { jws: { header: first, payload: second } };
}

function jsonInside(text: string): object | undefined {
  const value = text.startsWith("{") ? jsonOf(text) : undefined;
  return value && { json: value };
}

function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
