import { expect, test, vi } from "vitest";
import { outgoingBody } from "./outgoing-body";

const LIMIT = 1024 * 1024;

/** A body that comes in chunks of these sizes. */
function chunksOf(...sizes: number[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const size of sizes) controller.enqueue(new Uint8Array(size).fill(120));
      controller.close();
    },
  });
}

/** A body of which the end never comes. */
function endless(onCancel: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: onCancel,
  });
}

const outgoing = (
  body: ReadableStream<Uint8Array>,
  { headers = {}, signal = new AbortController().signal, method = "POST" } = {},
) => outgoingBody({ method, headers: new Headers(headers), body }, signal);

const lengthOf = async (body: BodyInit | null) =>
  (await new Response(body).arrayBuffer()).byteLength;

test.each([
  ["of one chunk", [6]],
  ["of several chunks", [3, 0, 4000]],
  ["that is empty", []],
  ["at the limit", [LIMIT - 1, 1]],
])("a body %s that names no length gets one, for either attempt", async (_, sizes) => {
  const size = sizes.reduce((sum, part) => sum + part, 0);
  const { headers, first, spare } = await outgoing(chunksOf(...sizes));
  expect(headers.get("content-length")).toBe(`${size}`);
  expect([await lengthOf(first), await lengthOf(spare)]).toEqual([size, size]);
});

test("a body without a length that is a byte too large is 413", async () => {
  await expect(outgoing(chunksOf(LIMIT, 1))).rejects.toMatchObject({
    status: 413,
    code: "body_too_large",
  });
});

test("a body that names its length is streamed, not waited for", async () => {
  const { headers, first, spare } = await outgoing(
    endless(() => undefined),
    {
      headers: { "content-length": "6" },
    },
  );
  expect(headers.get("content-length")).toBe("6");
  expect(first).toBeInstanceOf(ReadableStream);
  expect(spare).toBeInstanceOf(ReadableStream);
});

test.each(["GET", "HEAD"])("the body of a %s is not read at all", async (method) => {
  const body = endless(() => undefined);
  expect(await outgoing(body, { method })).toMatchObject({ first: null, spare: null });
  expect(body.locked).toBe(false);
});

test("a body that breaks off is no fault of the backend", async () => {
  const broken = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new Uint8Array(3));
    },
    pull: (controller) => controller.error(new Error("aborted")),
  });
  await expect(outgoing(broken)).rejects.toMatchObject({ status: 400, code: "body_incomplete" });
});

test.each([
  [
    "does not come to its end in time",
    new DOMException("", "TimeoutError"),
    "backend_timeout",
  ] as const,
  ["is left by its sender", new DOMException("", "AbortError"), "body_incomplete"] as const,
])("a body that %s is let go of", async (_, reason, code) => {
  const cancelled = vi.fn();
  const waiting = new AbortController();
  const body = outgoing(endless(cancelled), { signal: waiting.signal });
  waiting.abort(reason);
  await expect(body).rejects.toMatchObject({ code });
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
});
