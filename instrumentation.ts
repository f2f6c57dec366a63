/**
 * Next.js calls this once when the server starts. A server with an invalid configuration exits here, not at the first
 * sign-in.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startUp } = await import("@/lib/operation/start-up");
  const started = startUp();
  // In development the first page is compiled meanwhile. What needs the database waits for it itself.
  if (process.env.NODE_ENV !== "development") await started;
}
