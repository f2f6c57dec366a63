import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A proxy before PostgreSQL that can make the server seem to vanish: it neither answers nor closes connections. */
export async function startGoBetween(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const chunks: Buffer[] = [];
  let silent = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
    }
    client.on("data", (chunk) => {
      chunks.push(chunk);
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      if (!silent) client.write(chunk);
    });
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const own = new URL(url);
  own.port = `${isNetworkAddress(address) ? address.port : 0}`;
  return {
    url: own.href,
    /** @returns all that clients have sent. */
    sent: () => Buffer.concat(chunks).toString("latin1"),
    vanish: () => {
      silent = true;
    },
    comeBack: () => {
      silent = false;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function isNetworkAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
