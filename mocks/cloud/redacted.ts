import { parsedUrl } from "./parsed-url.ts";

/** JSON without a secret in it. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const MASK = "***";
const LONGEST = 16_384;
const SECRET_NAME =
  /secret|token|password|otp|assertion|verifier|authorization|cookie|link|nonce|jwt|webauthn|signature|private|^(code|state|request|raw|claims|d|authenticate_url)$/i;
const PLAIN_NAMES = new Set([
  ...["token_type", "token_format", "token_configuration", "token_endpoint_auth_method"],
  ...["token_signing_algorithm", "access_token_seconds", "refresh_tokens"],
]);
/** The state of a passkey, or the code of an error. No secret has this form. */
const KEYWORD = /^([a-z]+(_[a-z]+)*|[A-Z]+(_[A-Z]+)*)$/;
/** Of credentials (RFC 9110 section 11.4). What begins with another word may begin with the secret itself. */
const SCHEME = /^(?:Basic|Bearer|Digest|DPoP|Token)(?= +\S)/i;
/** A JWT, or a run of characters that is longer than any id. */
const SECRET_FORM = /eyJ[\w-]*(\.[\w-]*)+|[\w+=-]{40,}/g;
const LONG = 40;
/** Claims that are compared letter by letter. Their beginning is enough to see whether two are equal. */
const COMPARED_CLAIMS = new Set([
  "nonce",
  "bi_non",
  "jti",
  "transaction_id",
  "bi_tid",
  "bi_x",
  "state",
]);
/** Hashes and public keys, which are as long as secrets. */
const PUBLIC_CLAIMS = new Set([
  "kid",
  "jku",
  "x",
  "y",
  "n",
  "at_hash",
  "pub_key_cred_id",
  "thumbprint",
]);

/**
 * What the journal shows of a body, a header or a token. Only this class makes it, and only without secrets, so that
 * anything else does not compile. It masks when it is first read, because most of what a test sends is never looked at.
 */
export class Redacted {
  private content: Json | undefined;

  private constructor(private read: (() => Json) | undefined) {}

  /** @returns the content, which JSON.stringify takes too. */
  toJSON(): Json {
    if (this.content !== undefined) return this.content;
    this.content = this.read?.() ?? null;
    this.read = undefined;
    return this.content;
  }

  /** @returns a body: JSON and forms with masked values, and nothing but the size of any other kind. */
  static body(type: string, text: string): Redacted {
    if (text.length <= LONGEST) return new Redacted(() => maskedBody(type, text));
    const size = sizeOf(type, text);
    return new Redacted(() => size);
  }

  /** @returns the headers of a message that are known to be harmless, and the scheme of its credentials. */
  static headers(headers: Pick<Headers, "get">, names: string[]): Redacted {
    const sent = names.map((name) => [name, headers.get(name)] as const);
    return new Redacted(() =>
      Object.fromEntries(
        sent.flatMap(([name, value]) => (value === null ? [] : [[name, headerValue(name, value)]])),
      ),
    );
  }

  /** @returns the claims of a token that was verified or issued. Single-use values are cut short. */
  static claims(claims: object): Redacted {
    const text = JSON.stringify(claims);
    return new Redacted(() => shortened(JSON.parse(text)));
  }
}

function maskedBody(type: string, text: string): Json {
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return masked(Object.fromEntries(new URLSearchParams(text)));
  }
  const value = type.includes("json") ? parsed(text) : undefined;
  return value === undefined ? sizeOf(type, text) : masked(value);
}

function sizeOf(type: string, text: string): string {
  return `${type.split(";")[0] || "no content type"}, ${text.length} characters`;
}

/** @returns a text with everything that has the form of a secret masked. A short one has none. */
function maskedText(text: string): string {
  if (text.length < LONG && !text.includes("eyJ")) return text;
  return text.replaceAll(SECRET_FORM, MASK);
}

function masked(value: Json, name = ""): Json {
  if (Array.isArray(value)) return value.map((item) => masked(item, name));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([inner, content]) => [maskedText(inner), masked(content, inner)]),
    );
  }
  if (value === null || typeof value === "boolean") return value;
  return isSecret(name, String(value)) ? MASK : plain(value);
}

function plain(value: string | number): Json {
  return typeof value === "string" ? maskedText(value) : value;
}

function isSecret(name: string, value: string): boolean {
  if (PLAIN_NAMES.has(name) || !SECRET_NAME.test(name)) return false;
  return !((name === "state" || name === "code") && KEYWORD.test(value));
}

function headerValue(name: string, value: string): string {
  if (name === "authorization") return [...(SCHEME.exec(value) ?? []), MASK].join(" ");
  const url = name === "location" ? parsedUrl(value) : undefined;
  if (!url) return maskedText(value);
  for (const parameter of new Set(url.searchParams.keys())) {
    if (SECRET_NAME.test(parameter)) url.searchParams.set(parameter, MASK);
  }
  return maskedText(url.href);
}

function shortened(value: Json, name = ""): Json {
  if (Array.isArray(value)) return value.map((item) => shortened(item, name));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([inner, content]) => [inner, shortened(content, inner)]),
    );
  }
  if (typeof value !== "string") return name === "otp" ? MASK : value;
  if (name === "otp" || name === "token") return MASK;
  if (COMPARED_CLAIMS.has(name)) return value.length > 8 ? `${value.slice(0, 8)}…` : value;
  return PUBLIC_CLAIMS.has(name) ? value : maskedText(value);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
