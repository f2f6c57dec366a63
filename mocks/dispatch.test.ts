import { expect, test } from "vitest";
import type { Endpoint } from "./cloud/endpoint.ts";
import { sentRequest } from "./cloud/sent-request.ts";
import { SentResponse } from "./cloud/sent-response.ts";
import { createDispatch } from "./dispatch.ts";

const ORIGIN = "https://cloud.example";
const endpoint = (method: string, path: string, name: string): Endpoint => ({
  ...{ method, pattern: `${ORIGIN}${path}` },
  answer: async ({ params }) => new SentResponse([name, ...Object.values(params)].join(" ")),
});

const dispatch = createDispatch([
  endpoint("GET", "/things/:id([^/:]+)", "one"),
  endpoint("POST", "/things/:id([^/:]+)\\:close", "verb"),
  endpoint("GET", "/things/:id([^/:]+)/parts", "parts"),
  endpoint("ALL", "/*", "anything else:"),
]);

test.each([
  ["GET", "/things/1", "one 1"],
  ["GET", "/things/1?page=/a/b", "one 1"],
  ["GET", "/things/1/", "one 1"],
  ["GET", "/Things/A", "one A"],
  ["GET", "/things/%41%2Fb", "one A/b"],
  ["GET", "/things/%zz", "one %zz"],
  ["POST", "/things/1:close", "verb 1"],
  ["GET", "/things/1:close", "anything else: things/1:close"],
  ["POST", "/things/1", "anything else: things/1"],
  ["GET", "/things/1/parts", "parts 1"],
  ["GET", "/things/1/other", "anything else: things/1/other"],
  ["GET", "/things", "anything else: things"],
  ["GET", "/", "anything else: "],
])("%s %s is answered by the first endpoint that matches", async (method, path, expected) => {
  const response = await dispatch(sentRequest(new Request(`${ORIGIN}${path}`, { method })));
  expect(response?.text).toBe(expected);
});

test("nothing answers a request that no endpoint matches", async () => {
  expect(await createDispatch([])(sentRequest(new Request(ORIGIN)))).toBeUndefined();
  expect(
    await dispatch(sentRequest(new Request("https://other.example/things/1"))),
  ).toBeUndefined();
});
