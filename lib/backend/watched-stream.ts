/**
 * @returns the stream, and whether all of it has been read
 */
export function watchedStream(source: ReadableStream<Uint8Array>): {
  stream: ReadableStream<Uint8Array>;
  isRead: () => boolean;
} {
  let read = false;
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    flush() {
      read = true;
    },
  });
  return { stream: source.pipeThrough(watch), isRead: () => read };
}
