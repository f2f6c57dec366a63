import { once } from "node:events";
import { createServer, request } from "node:http";

const SCRIPT = /^\/_next\/static\/.*\.js$/;

/** Stands between a browser and the app. */
export type HeldScripts = {
  /** Answers no request for a script from now on. */
  hold(): void;
  /**
   * Answers all of them.
   *
   * @returns how many there were
   */
  release(): number;
  stop(): void;
};

/**
 * Starts a proxy that can hold the app's scripts back, as a slow connection does. Browsers do not cache them, so that each
 * page waits for its own.
 *
 * @param port where browsers find the app
 * @param appPort where the app is
 */
export async function startHeldScripts(port: number, appPort: number): Promise<HeldScripts> {
  let isHolding = false;
  const waiting: (() => void)[] = [];
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? "/", "http://localhost");
    const isScript = SCRIPT.test(pathname);
    const forward = () => {
      const { method, url, headers } = incoming;
      const upstream = request({ host: "localhost", port: appPort, method, path: url, headers });
      upstream.on("response", (response) => {
        const own = isScript ? { "cache-control": "no-store" } : {};
        outgoing.writeHead(response.statusCode ?? 502, { ...response.headers, ...own });
        response.pipe(outgoing);
      });
      upstream.on("error", () => outgoing.destroy());
      incoming.pipe(upstream);
    };
    if (isScript && isHolding) waiting.push(forward);
    else forward();
  });
  server.listen(port, "localhost");
  await once(server, "listening");
  return {
    hold: () => {
      isHolding = true;
    },
    release: () => {
      isHolding = false;
      const held = waiting.splice(0);
      for (const forward of held) forward();
      return held.length;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
