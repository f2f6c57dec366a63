/** What to do next: retry on the same page, or follow a link. */
export type RetryOrLink = "retry" | { label: string; href: string };

/** A failure in plain words: what happened, what it means for the user, and what to do next. */
export type Message = { title: string; text: string; next: RetryOrLink };

export const START_AGAIN: RetryOrLink = { label: "Start again", href: "/sign-in" };

/** Apart from the other messages, because pages with few scripts need only this one. */
export const OFFLINE: Message = {
  title: "There is no connection to this site",
  text: "Your device may be offline, or the site does not answer. Check your connection, then try again.",
  next: "retry",
};
