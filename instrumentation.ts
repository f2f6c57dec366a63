/** Called once when the server starts. A server that must not run ends here rather than at the first sign-in. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startUp } = await import("@/lib/operation/start-up");
  await startUp();
}
