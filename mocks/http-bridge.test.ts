import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { SentRequest } from "./cloud/sent-request.ts";
import { BROKEN, SentResponse } from "./cloud/sent-response.ts";
import { sendResponse, toRequest } from "./http-bridge.ts";

type Answer = (request: SentRequest) => Promise<SentResponse>;

/** Runs a server that gives each request to `answer` and sends what it returns. */
async function serving<T>(answer: Answer, use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(async (message, reply) => {
    sendResponse(await answer(await toRequest(message, "http://localhost:4400")), reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function exchange(answer: Answer, init?: RequestInit): Promise<Response> {
  return serving(answer, (port) => fetch(`http://127.0.0.1:${port}/path?query=1`, init));
}

test("method, address, headers and body arrive as they were sent", async () => {
  let seen = "";
  await exchange(
    async (request) => {
      const body = await request.text();
      seen = `${request.method} ${request.url} ${request.headers.get("x-own")} ${body}`;
      return new SentResponse("");
    },
    { method: "POST", headers: { "x-own": "value" }, body: "text" },
  );
  expect(seen).toBe("POST http://localhost:4400/path?query=1 value text");
});

test("a header that was sent twice arrives with both values", async () => {
  const seen: (string | null)[] = [];
  const answer: Answer = async ({ headers }) => {
    seen.push(headers.get("authorization"), headers.get("accept"));
    return new SentResponse("");
  };
  const headers = ["host", "localhost", "accept", "*/*"];
  headers.push("authorization", "Basic a", "authorization", "Basic b");
  await serving(answer, (port) => once(request({ port, headers }).end(), "response"));
  expect(seen).toEqual(["Basic a, Basic b", "*/*"]);
});

test.each([
  [200, "ä", "2"],
  [302, "", "0"],
  [204, "", null],
])("a response %i with the body %j has the length %s", async (status, text, length) => {
  const headers = { location: "https://client.example/" };
  const answer = async () => new SentResponse(text, { status, headers });
  const response = await exchange(answer, { redirect: "manual" });
  expect([response.status, response.headers.get("content-length")]).toEqual([status, length]);
  expect(await response.text()).toBe(text);
});

test("a header that HTTP does not allow is refused before it is sent", () => {
  expect(() => new SentResponse("", { headers: { location: "a\r\nb" } })).toThrow(TypeError);
});

test("a broken response breaks the connection", async () => {
  await expect(exchange(async () => BROKEN)).rejects.toThrow("fetch failed");
});
