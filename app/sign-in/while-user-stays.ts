import "client-only";

/**
 * Runs a task until the user does something else on this page: follows a link, sends another form, or goes back. A late
 * answer must not take them elsewhere then, and no passkey may be asked. React also holds back the router while the
 * action of a form is under way, so the action has to end.
 *
 * @param task gets a signal that is aborted when the user leaves
 */
export async function whileUserStays(task: (leaving: AbortSignal) => Promise<void>): Promise<void> {
  const leaving = new AbortController();
  const done = new AbortController();
  const left = new Promise<void>((resolve) => {
    const leave = () => {
      leaving.abort();
      resolve();
    };
    const options = { capture: true, signal: done.signal };
    const followLink = ({ target }: Event) => {
      if (target instanceof Element && target.closest("a[href]")) leave();
    };
    window.addEventListener("click", followLink, options);
    window.addEventListener("submit", leave, options);
    window.addEventListener("popstate", leave, options);
  });
  try {
    await Promise.race([task(leaving.signal), left]);
  } finally {
    done.abort();
  }
}
