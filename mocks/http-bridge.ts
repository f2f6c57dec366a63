import type { IncomingMessage, ServerResponse } from "node:http";

const BODY_LIMIT = 1024 * 1024;

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
export async function toRequest(message: IncomingMessage, origin: string): Promise<Request> {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const { method = "GET", url = "/" } = message;
  const body = await readBody(message);
  const mayHaveBody = method !== "GET" && method !== "HEAD";
  try {
    return new Request(`${origin}${url}`, { method, headers, body: mayHaveBody ? body : null });
  } catch {
    throw new UnacceptableMessage(400, "bad_request", "invalid request");
  }
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
  reply.end(Buffer.from(await response.arrayBuffer()));
}

async function readBody(message: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
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
