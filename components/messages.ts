import { FAILURE_MESSAGES } from "@/components/failure-messages";
import { type Message, type RetryOrLink, START_AGAIN } from "@/components/message";
import type { AuthFailureCode } from "@/lib/auth/attempt";
import type { AuthJsCode } from "@/lib/auth/auth-js-codes";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import type { BindingLink } from "@/lib/use-cases/inspect-binding-link";

type LinkStatus = Exclude<BindingLink["status"], "ready" | "failed">;

/** Every code that a page may have to explain. */
export type MessageCode = AuthFailureCode | PasskeyErrorCode | AuthJsCode | `link_${LinkStatus}`;

const NEW_LINK: RetryOrLink = { label: "Get a new link", href: "/recover" };

const MESSAGES: Record<MessageCode, Message> = {
  ...FAILURE_MESSAGES,
  provider_error: {
    title: "The other sign-in service is having trouble",
    text: "It did not answer correctly, so you are not signed in. Try again in a moment, or sign in another way.",
    next: "retry",
  },
  id_token_invalid: {
    title: "Your sign-in could not be verified",
    text: "The proof that came back did not pass our checks. Try again, and tell the people who run this site if it happens twice.",
    next: START_AGAIN,
  },
  sign_in_interrupted: {
    title: "This sign-in was interrupted",
    text: "It took too long, was used before, or was started in another browser. It also happens when the browser keeps no cookies for this site. Start again, and allow cookies if it happens twice.",
    next: START_AGAIN,
  },
  sign_in_refused: {
    title: "Beyond Identity refused this sign-in",
    text: "It may have expired or been used before. Start again.",
    next: START_AGAIN,
  },
  Configuration: {
    title: "This site is not set up correctly",
    text: "One of its settings does not match Beyond Identity. You cannot fix that from here. Please tell the people who run this site. The cause is in the log of the server.",
    next: START_AGAIN,
  },
  AccessDenied: {
    title: "You were not let in",
    text: "Beyond Identity or this site did not allow this sign-in. Try again with another passkey.",
    next: START_AGAIN,
  },
  Verification: {
    title: "This link no longer works",
    text: "It has been used or has expired.",
    next: NEW_LINK,
  },
  OAuthSignInError: {
    title: "Signing in could not be started",
    text: "We could not send you on to Beyond Identity. Try again in a moment.",
    next: START_AGAIN,
  },
  OAuthCallbackError: {
    title: "Signing in was not finished",
    text: "Beyond Identity sent you back without a sign-in, because it was cancelled or refused there.",
    next: START_AGAIN,
  },
  OAuthAccountNotLinked: {
    title: "This passkey belongs to another account",
    text: "Sign in with the passkey that you used here before.",
    next: START_AGAIN,
  },
  MissingCSRF: {
    title: "This page was open for too long",
    text: "To protect you, its form is no longer accepted. Sign in from a fresh page.",
    next: START_AGAIN,
  },
  SessionRequired: {
    title: "Sign in to continue",
    text: "The page that you asked for needs a sign-in.",
    next: START_AGAIN,
  },
  cancelled: {
    title: "Your device did not confirm",
    text: "You cancelled, the prompt on your device timed out, or your browser did not show it. Nothing was changed.",
    next: "retry",
  },
  no_passkey: {
    title: "This passkey is no longer in this browser",
    text: "Get a new link by email and create another passkey here.",
    next: { label: "Email me a link", href: "/recover" },
  },
  link_used: {
    title: "This link has already been used",
    text: "Each link creates one passkey. If you created it in this browser, you can sign in now.",
    next: NEW_LINK,
  },
  link_expired: {
    title: "This link has expired",
    text: "Links work for a short time only, to keep your account safe.",
    next: NEW_LINK,
  },
  link_revoked: {
    title: "This link was cancelled",
    text: "Ask for a new one, or use your newest email.",
    next: NEW_LINK,
  },
  link_invalid: {
    title: "This link does not work",
    text: "Part of it is missing or wrong. Open the whole link from the email again, or ask for a new one.",
    next: NEW_LINK,
  },
  link_foreign: {
    title: "This link belongs to another site",
    text: "It was not made for this site, so we did not open it. Be careful with the message it came in.",
    next: NEW_LINK,
  },
  link_missing: {
    title: "Open this page from your email",
    text: "It creates a passkey with the link that we send you. You opened it without one.",
    next: NEW_LINK,
  },
  request_expired: {
    title: "This sign-in has expired",
    text: "A sign-in works once, and only for a few minutes.",
    next: START_AGAIN,
  },
  request_invalid: {
    title: "There is no sign-in to answer here",
    text: "This page completes a sign-in that starts on the sign-in page. You opened it without one.",
    next: START_AGAIN,
  },
  denied: {
    title: "Beyond Identity did not let this passkey in",
    text: "It may have been revoked, or the account may be suspended.",
    next: { label: "Email me a link", href: "/recover" },
  },
  code_denied: {
    title: "This code has expired",
    text: "It was entered wrong three times, or it is older than 10 minutes. If a new one is refused too, the account may be suspended.",
    next: START_AGAIN,
  },
  offer_over: {
    title: "This offer has expired",
    text: "It works once, for a few minutes after a sign-in with a code. You can still create a passkey with a link by email.",
    next: { label: "Email me a link", href: "/recover" },
  },
  email_refused: {
    title: "Beyond Identity did not accept this address",
    text: "It sent no code there. Check the address, or use another one.",
    next: "retry",
  },
  device_clock: {
    title: "Your clock is wrong",
    text: "The date and time of this device differ from ours, so a passkey or a code cannot be checked. Correct them in its settings, then start again.",
    next: "retry",
  },
  browser_unsupported: {
    title: "This browser cannot hold passkeys here",
    text: "Passkeys need a current browser, a secure address and permission to store data. Open the page in another browser.",
    next: "retry",
  },
  cookies_blocked: {
    title: "Cookies are blocked",
    text: "Your browser keeps no cookies for this site, and signing in needs them. Allow cookies for this site in the settings of your browser, then try again.",
    next: "retry",
  },
  sdk_timeout: {
    title: "The passkey software did not start",
    text: "Your browser or an extension may be blocking it, or your connection is slow. Try again.",
    next: "retry",
  },
  unknown: {
    title: "Something went wrong",
    text: "We do not know the reason. Try again in a moment.",
    next: "retry",
  },
};

/**
 * @param code a code of the app, or user input from an address. It is only looked up, never shown.
 * @returns the message for the code, or the general message for an unknown code
 */
export function messageFor(code: unknown): Message {
  const known: Record<string, Message> = MESSAGES;
  const message = typeof code === "string" && Object.hasOwn(known, code) ? known[code] : undefined;
  return message ?? MESSAGES.unknown;
}

/** These codes are about the session itself, not about a sign-in. */
const ABOUT_SESSION: unknown[] = ["session_ended", "SessionRequired", "service_unavailable"];

/** @returns whether a code tells a signed-in user why another sign-in failed. */
export function isAboutAnotherSignIn(code: unknown): boolean {
  return typeof code === "string" && MESSAGE_CODES.includes(code) && !ABOUT_SESSION.includes(code);
}

/** Every code that has a message. */
export const MESSAGE_CODES = Object.keys(MESSAGES);
