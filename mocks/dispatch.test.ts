import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { createDispatch } from "./dispatch.ts";

const ORIGIN = "https://cloud.example";
const named = (name: string) => () => HttpResponse.text(name);

const dispatch = createDispatch([
  http.get(`${ORIGIN}/things/:id([^/:]+)`, named("one")),
  http.post(`${ORIGIN}/things/:id([^/:]+)\\:close`, named("verb")),
  http.get(`${ORIGIN}/things/:id([^/:]+)/parts`, named("parts")),
  http.all(`${ORIGIN}/*`, named("anything else")),
]);

test.each([
  ["GET", "/things/1", "one"],
  ["GET", "/things/1?page=/a/b", "one"],
  ["GET", "/things/1/", "one"],
  ["GET", "/Things/A", "one"],
  ["POST", "/things/1:close", "verb"],
  ["GET", "/things/1:close", "anything else"],
  ["POST", "/things/1", "anything else"],
  ["GET", "/things/1/parts", "parts"],
  ["GET", "/things/1/other", "anything else"],
  ["GET", "/things", "anything else"],
  ["GET", "/", "anything else"],
])("%s %s is answered by the first handler that matches", async (method, path, expected) => {
  const response = await dispatch(new Request(`${ORIGIN}${path}`, { method }));
  expect(await response?.text()).toBe(expected);
});

test("nothing answers a request that no handler matches", async () => {
  expect(await createDispatch([])(new Request(ORIGIN))).toBeUndefined();
});
