/**
 * A reader that gives up leaves the source alone: cancelling a request's body while more of it comes in makes Node throw
 * where nothing can catch it. Its connection is closed instead.
 *
 * @returns the stream, and whether all of it has been read
 */
export function watchedStream(source: ReadableStream<Uint8Array>): {
  stream: ReadableStream<Uint8Array>;
  isRead: () => boolean;
} {
  let read = false;
  const reader = source.getReader();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      read = done;
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return { stream, isRead: () => read };
}
