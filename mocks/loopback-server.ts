import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const PORT_ATTEMPTS = 5;

/** A server on 127.0.0.1, and on ::1 where the machine has it. */
export type LoopbackServer = { port: number; close(): Promise<void> };

/**
 * Listens as `localhost`, which is 127.0.0.1 to some programs and ::1 to others, and on no other address.
 *
 * @param port to listen on, or 0 for one that is free on both addresses
 * @throws Error in plain words when the port is taken
 */
export async function listenOnLoopback(
  port: number,
  answer: RequestListener,
  attempts = PORT_ATTEMPTS,
): Promise<LoopbackServer> {
  const first = await listen("127.0.0.1", port, answer);
  const chosen = (first.address() as AddressInfo).port;
  try {
    const second = await listen("::1", chosen, answer);
    return { port: chosen, close: () => closeAll([first, second]) };
  } catch (error) {
    if (codeOf(error) === "EADDRNOTAVAIL" || codeOf(error) === "EAFNOSUPPORT") {
      return { port: chosen, close: () => closeAll([first]) };
    }
    await closeAll([first]);
    if (port === 0 && attempts > 1) return listenOnLoopback(0, answer, attempts - 1);
    throw error;
  }
}

async function listen(host: string, port: number, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explained(error, port)));
    server.listen({ host, port, ipv6Only: true }, resolve);
  });
  return server;
}

function explained(error: Error, port: number): Error {
  if (codeOf(error) !== "EADDRINUSE") return error;
  const help = "Stop the program that uses it, or choose another port with EMULATOR_PORT.";
  return new Error(`Port ${port} is taken. ${help}`, { cause: error });
}

async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      return closed;
    }),
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
