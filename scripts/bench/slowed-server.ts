import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Stands in front of a server and answers a little later than it, as a server whose database takes that long.
 *
 * @param origin of the server
 * @param delayMs milliseconds
 */
export async function slowedServer(
  origin: string,
  delayMs: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    const { method, headers, url = "/" } = incoming;
    setTimeout(() => {
      const call = request(`${origin}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      call.once("error", (error) => response.destroy(error));
      incoming.pipe(call);
    }, delayMs);
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
