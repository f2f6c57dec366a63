import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";

const CHUNK = Buffer.alloc(64 * 1024, "x");
const GIGABYTE = 1024 ** 3;

/** A backend that records its requests and misbehaves by path. */
export type RawBackend = {
  url: string;
  /** The received requests, the newest last. */
  received: {
    method: string;
    path: string;
    headers: IncomingMessage["headers"];
    body: string;
    /** Whether the caller has disconnected. */
    gone(): boolean;
  }[];
  /** How many bytes of a response over the limit were sent. */
  sentBytes(): number;
  close(): void;
};

/** Starts it on a free port of loopback, below `/v1`. */
export async function startRawBackend(): Promise<RawBackend> {
  const received: RawBackend["received"] = [];
  let sent = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    if (request.url?.endsWith("/hasty")) return void response.writeHead(413).end("{}");
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => response.destroy());
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      const gone = () => response.destroyed;
      received.push({ method, path, headers, body: Buffer.concat(chunks).toString(), gone });
      answer(path.replace("/v1/", ""), response, (bytes) => {
        sent += bytes;
      });
    });
  });
  const port = await listen(server);
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/v1`, received, sentBytes: () => sent, close };
}

function answer(path: string, response: ServerResponse, note: (bytes: number) => void): void {
  const [, status] = /^status\/(\d+)/.exec(path) ?? [];
  if (status) {
    response.writeHead(Number(status), { "www-authenticate": 'Bearer error="x"' }).end("{}");
  } else if (path === "redirect") {
    response.writeHead(302, { location: "http://127.0.0.1:1/steal" }).end();
  } else if (path === "drop") {
    response.destroy();
  } else if (path === "huge") {
    pour(response, note);
  } else if (path !== "never") {
    response.writeHead(200, {
      "content-type": "application/json",
      "set-cookie": "authjs.session-token=forged",
    });
    response.end('{"ok":true}');
  }
}

/** Sends a gigabyte as fast as the caller reads. */
function pour(response: ServerResponse, note: (bytes: number) => void): void {
  let size = 0;
  const source = new Readable({
    read() {
      size += CHUNK.length;
      note(CHUNK.length);
      this.push(size > GIGABYTE ? null : CHUNK);
    },
  });
  pipeline(source, response, () => undefined);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
