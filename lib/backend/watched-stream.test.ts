import { expect, test, vi } from "vitest";
import { watchedStream } from "./watched-stream";

const bytes = new TextEncoder().encode("a note");

test("a stream is passed on as it is, and has been read at its end", async () => {
  const { stream, isRead } = watchedStream(new Blob([bytes]).stream());
  expect(isRead()).toBe(false);
  expect(await new Response(stream).text()).toBe("a note");
  expect(isRead()).toBe(true);
});

test("an empty stream counts as read without a reader", async () => {
  const { isRead } = watchedStream(new Blob([]).stream());
  await vi.waitFor(() => expect(isRead()).toBe(true));
});

test("a stream that is given up counts as not read, and its source is left alone", async () => {
  const cancel = vi.fn();
  const source = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes),
    cancel,
  });
  const { stream, isRead } = watchedStream(source);
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  expect(isRead()).toBe(false);
  expect(cancel).not.toHaveBeenCalled();
});

test("a source that breaks off breaks off what is read of it", async () => {
  const source = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error("aborted")),
  });
  await expect(new Response(watchedStream(source).stream).text()).rejects.toThrow("aborted");
});
