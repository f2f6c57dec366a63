import type { IncomingMessage, ServerResponse } from "node:http";
import { parsedUrl } from "./cloud/parsed-url.ts";
import type { SentRequest } from "./cloud/sent-request.ts";
import type { SentResponse } from "./cloud/sent-response.ts";

const BODY_LIMIT = 1024 * 1024;
const FORBIDDEN_METHODS = new Set(["CONNECT", "TRACE", "TRACK"]);

/** Thrown when a message cannot become a request. `code` names the status as the vendor's errors do. */
export class UnacceptableMessage extends Error {
  override name = "UnacceptableMessage";

  constructor(
    readonly status: 400 | 413,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * @param origin of the server, which replaces the host name of the request
 * @returns the request as endpoints see it, its body read to the end
 * @throws UnacceptableMessage 413 when the body is larger than 1 MB, 400 when the method or the address is invalid
 */
export async function toRequest(message: IncomingMessage, origin: string): Promise<SentRequest> {
  const { method = "GET", url = "/" } = message;
  const text = announcesBody(message) ? await readBody(message) : "";
  const mayHaveBody = method !== "GET" && method !== "HEAD";
  return new ReceivedRequest(
    demandMethod(method),
    demandAddress(`${origin}${url}`),
    new ReceivedHeaders(message),
    mayHaveBody ? text : "",
  );
}

/** As Fetch does it: a request has one of its methods (Fetch section 2.2.1), and no credentials in its address. */
function demandMethod(method: string): string {
  if (FORBIDDEN_METHODS.has(method)) throw invalidRequest();
  return method;
}

function demandAddress(text: string): URL {
  const url = parsedUrl(text);
  if (!url || url.username || url.password) throw invalidRequest();
  return url;
}

function invalidRequest(): UnacceptableMessage {
  return new UnacceptableMessage(400, "bad_request", "invalid request");
}

class ReceivedRequest implements SentRequest {
  constructor(
    readonly method: string,
    readonly url: URL,
    readonly headers: ReceivedHeaders,
    private readonly body: string,
  ) {}

  async text(): Promise<string> {
    return this.body;
  }
}

/** A header that was sent twice has both values, as in Fetch's Headers. Node.js would drop the second of some. */
class ReceivedHeaders {
  private readonly values: NodeJS.Dict<string | string[]>;

  constructor(message: IncomingMessage) {
    const isRepeated = message.rawHeaders.length !== 2 * Object.keys(message.headers).length;
    this.values = isRepeated ? message.headersDistinct : message.headers;
  }

  get(name: string): string | null {
    const value = this.values[name];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }
}

/** Sends a response, or breaks the connection where that is the response. */
export function sendResponse(response: SentResponse, reply: ServerResponse): void {
  const { status, headers, text } = response;
  if (response.isBroken) return void reply.destroy();
  reply.writeHead(status, headers.all()).end(text);
}

function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) return void chunks.push(chunk);
      message.removeAllListeners("data").pause();
      reject(new UnacceptableMessage(413, "payload_too_large", "the body is larger than 1 MB"));
    });
    message.once("end", () => resolve(new TextDecoder().decode(Buffer.concat(chunks))));
    message.once("error", reject);
  });
}

/** RFC 9112 section 6.3: without one of these headers, a request has no body. */
function announcesBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || headers["content-length"] !== undefined;
}
