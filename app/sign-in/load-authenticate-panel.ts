import "client-only";

/** Loads the rest of the sign-in, which most visitors of a page do not need at once. */
export async function loadAuthenticatePanel() {
  const { AuthenticatePanel } = await import("@/components/sign-in/authenticate-panel");
  return { default: AuthenticatePanel };
}
