/**
 * Waits for a result, but no longer than `ms` milliseconds.
 *
 * @returns the result, or null when it is not there by then. It may still arrive.
 */
export async function within<T>(ms: number, result: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    return await Promise.race([result, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
