import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Sends every request on to a server, and checks nothing.
 *
 * @param origin of the server
 * @param delayMs milliseconds that it waits before, as a server whose database takes that long
 */
export async function forwardingServer(
  origin: string,
  delayMs = 0,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    const { method, headers, url = "/" } = incoming;
    const forward = () => {
      const call = request(`${origin}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      call.once("error", (error) => response.destroy(error));
      incoming.pipe(call);
    };
    // A timer takes a millisecond at least.
    if (delayMs > 0) setTimeout(forward, delayMs);
    else forward();
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
