import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { SentRequest } from "./cloud/sent-request.ts";
import { sendResponse, toRequest } from "./http-bridge.ts";

/** Fetches from a server that gives each request to `answer` and sends what it returns. */
async function exchange(answer: (request: SentRequest) => Promise<Response>, init?: RequestInit) {
  const server = createServer(async (message, reply) => {
    await sendResponse(await answer(await toRequest(message, "http://localhost:4400")), reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await fetch(`http://127.0.0.1:${port}/path?query=1`, init);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("method, address, headers and body arrive as they were sent", async () => {
  let seen = "";
  await exchange(
    async (request) => {
      const body = await request.text();
      seen = `${request.method} ${request.url} ${request.headers.get("x-own")} ${body}`;
      return new Response();
    },
    { method: "POST", headers: { "x-own": "value" }, body: "text" },
  );
  expect(seen).toBe("POST http://localhost:4400/path?query=1 value text");
});

test("each cookie of an answer is a header of its own", async () => {
  const headers = new Headers([
    ["set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT"],
    ["set-cookie", "b=2"],
  ]);
  const response = await exchange(async () => new Response("", { headers }));
  expect(response.headers.getSetCookie()).toEqual([
    "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
    "b=2",
  ]);
});

test("a response of type error breaks the connection", async () => {
  await expect(exchange(async () => Response.error())).rejects.toThrow("fetch failed");
});
