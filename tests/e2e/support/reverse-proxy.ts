import { createServer, request } from "node:http";

/** A proxy in front of one server of the app. */
export type ReverseProxy = {
  /** @param headers that replace those of the browser from now on, `Host` included */
  writes(headers: Record<string, string>): void;
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
  const server = createServer((received, response) => {
    const onward = request(
      {
        host: "localhost",
        port: to,
        method: received.method,
        path: received.url,
        headers: { ...received.headers, ...written },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
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
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
