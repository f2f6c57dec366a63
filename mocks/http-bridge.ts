import type { IncomingMessage, ServerResponse } from "node:http";
import { knownText } from "./cloud/known-text.ts";
import type { SentRequest } from "./cloud/sent-request.ts";

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
 * @returns the request as handlers see it, its body read to the end
 * @throws UnacceptableMessage 413 when the body is larger than 1 MB, 400 when the method or the address is invalid
 */
export async function toRequest(message: IncomingMessage, origin: string): Promise<SentRequest> {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const { method = "GET", url = "/" } = message;
  const body = await readBody(message);
  const mayHaveBody = method !== "GET" && method !== "HEAD";
  return {
    ...{ method: demandMethod(method), url: demandAddress(`${origin}${url}`), headers },
    text: async () => (mayHaveBody ? new TextDecoder().decode(body) : ""),
  };
}

/** As Fetch does it: a request has one of its methods (Fetch section 2.2.1), and no credentials in its address. */
function demandMethod(method: string): string {
  if (FORBIDDEN_METHODS.has(method)) throw invalidRequest();
  return method;
}

function demandAddress(text: string): string {
  if (!URL.canParse(text)) throw invalidRequest();
  const { href, username, password } = new URL(text);
  if (username || password) throw invalidRequest();
  return href;
}

function invalidRequest(): UnacceptableMessage {
  return new UnacceptableMessage(400, "bad_request", "invalid request");
}

/** Sends a response. One of type "error" breaks the connection. */
export async function sendResponse(response: Response, reply: ServerResponse): Promise<void> {
  if (response.type === "error") {
    reply.destroy();
    return;
  }
  reply.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== "set-cookie") reply.setHeader(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.setHeader("set-cookie", cookies);
  reply.end(knownText(response) ?? Buffer.from(await response.arrayBuffer()));
}

async function readBody(message: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  if (!announcesBody(message)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > BODY_LIMIT) {
      throw new UnacceptableMessage(413, "payload_too_large", "the body is larger than 1 MB");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** RFC 9112 section 6.3: without one of these headers, a request has no body. */
function announcesBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || headers["content-length"] !== undefined;
}
