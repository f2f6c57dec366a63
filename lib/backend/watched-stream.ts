/**
 * Wraps a request body so that cancelling the wrapper does not cancel the source. Cancelling a request body while data
 * still arrives makes Node throw an error that cannot be caught. The caller closes the connection instead.
 *
 * @returns the wrapped stream, and a function that tells whether the whole body has been read
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
