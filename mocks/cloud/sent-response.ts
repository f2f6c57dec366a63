import { STATUS_CODES, validateHeaderValue } from "node:http";

type Init = { status?: number; headers?: Record<string, string> };

/** The headers of a response, by their names in small letters. */
class SentHeaders {
  private readonly values: Record<string, string> = Object.create(null);

  get(name: string): string | null {
    return this.values[name] ?? null;
  }

  /** @throws TypeError when HTTP does not allow the value */
  set(name: string, value: string): void {
    validateHeaderValue(name, value);
    this.values[name] = value;
  }

  append(name: string, value: string): void {
    const before = this.values[name];
    this.set(name, before === undefined ? value : `${before}, ${value}`);
  }

  all(): Readonly<Record<string, string>> {
    return this.values;
  }
}

/**
 * What an endpoint sends. The body of Fetch's own Response is a stream, which takes longer to make and to read than all
 * else about a response.
 */
export class SentResponse {
  readonly status: number;
  readonly headers = new SentHeaders();

  /**
   * @param text of the body, which is empty when the response has none
   * @param init `headers`: by their names in small letters
   */
  constructor(
    readonly text: string,
    { status = 200, headers = {} }: Init = {},
  ) {
    this.status = status;
    for (const [name, value] of Object.entries(headers)) this.headers.set(name, value);
    // RFC 9110 section 8.6: no Content-Length with 204.
    if (text || status !== 204) this.headers.set("content-length", String(Buffer.byteLength(text)));
  }

  /** @returns the answer to HEAD: the same headers (RFC 9110 section 9.3.2) */
  withoutBody(): SentResponse {
    const bodiless = new SentResponse("", { status: this.status });
    for (const [name, value] of Object.entries(this.headers.all()))
      bodiless.headers.set(name, value);
    return bodiless;
  }

  /** Whether the connection breaks in place of a response. */
  get isBroken(): boolean {
    return this.status === 0;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
}

/** Breaks the connection. */
export const BROKEN = new SentResponse("", { status: 0 });

/** @returns JSON as a response */
export function jsonResponse(body: unknown, { status = 200, headers = {} }: Init = {}) {
  return new SentResponse(JSON.stringify(body), {
    ...{ status, headers: { "content-type": "application/json", ...headers } },
  });
}

/** @returns a page without any protection, as a foreign server might send it */
export function barePage(html: string): SentResponse {
  return new SentResponse(html, { headers: { "content-type": "text/html" } });
}

/** @returns the response as those read it who know Fetch's own */
export function fetchResponse({ isBroken, status, headers, text }: SentResponse): Response {
  if (isBroken) return Response.error();
  const init = { status, statusText: STATUS_CODES[status] ?? "", headers: headers.all() };
  return new Response(text || null, init);
}
