import { createServer, type OutgoingHttpHeaders, request } from "node:http";

/** A proxy in front of one server of the app. */
export type ReverseProxy = {
  /** @param headers that replace those of the browser from now on, `Host` included */
  writes(headers: Record<string, string>): void;
  /** @param change of the headers of the app's responses, from now on. An undefined one is left out. */
  answers(change: (headers: OutgoingHttpHeaders) => OutgoingHttpHeaders): void;
  /** @param to port of another server of the app, from now on */
  leadsTo(to: number): void;
  close(): void;
};

/**
 * Passes everything on to a port of this machine, as a proxy with a default configuration does.
 *
 * @param port of the proxy
 * @param to port of the app
 */
export async function startReverseProxy(port: number, to: number): Promise<ReverseProxy> {
  let written: Record<string, string> = {};
  let target = to;
  let changed = (headers: OutgoingHttpHeaders) => headers;
  const server = createServer((received, response) => {
    const onward = request(
      {
        host: "localhost",
        port: target,
        method: received.method,
        path: received.url,
        headers: { ...received.headers, ...written },
      },
      (answer) => {
        const kept = Object.entries(changed(answer.headers)).filter(
          ([, value]) => value !== undefined,
        );
        response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
        answer.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    received.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return {
    writes(headers) {
      written = headers;
    },
    answers(change) {
      changed = change;
    },
    leadsTo(other) {
      target = other;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
