import type { AuthFailureCode } from "@/lib/auth/attempt";
import type { AuthJsCode } from "@/lib/auth/auth-js-codes";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import type { BindingLink } from "@/lib/use-cases/inspect-binding-link";

/** What to do next: retry on the same page, or follow a link. */
export type RetryOrLink = "retry" | { label: string; href: string };

/** A failure in plain words: what happened, what it means for the user, and what to do next. */
export type Message = { title: string; text: string; next: RetryOrLink };

type LinkStatus = Exclude<BindingLink["status"], "ready" | "failed">;

/** Every code that a page may have to explain. */
export type MessageCode = AuthFailureCode | PasskeyErrorCode | AuthJsCode | `link_${LinkStatus}`;

const NEW_LINK: RetryOrLink = { label: "Get a new link", href: "/recover" };
const START_AGAIN: RetryOrLink = { label: "Start again", href: "/sign-in" };

const FORM_NOT_UNDERSTOOD: Message = {
  title: "We could not read what was sent",
  text: "This page may be older than the site. Reload it, then try again.",
  next: "retry",
};
const ADDRESS_NOT_USABLE: Message = {
  title: "This email address cannot be used",
  text: "Check it for typing mistakes, or use another address.",
  next: "retry",
};

const MESSAGES: Record<MessageCode, Message> = {
  offline: {
    title: "There is no connection to this site",
    text: "Your device may be offline, or the site does not answer. Check your connection, then try again.",
    next: "retry",
  },
  cloud_unreachable: {
    title: "We could not reach Beyond Identity",
    text: "The service that checks passkeys did not answer. Check your connection, then try again.",
    next: "retry",
  },
  cloud_timeout: {
    title: "Beyond Identity did not answer in time",
    text: "We stopped waiting. Try again in a moment.",
    next: "retry",
  },
  cloud_rate_limited: {
    title: "Beyond Identity is busy",
    text: "It is getting too many requests. Wait a moment, then try again.",
    next: "retry",
  },
  cloud_error: {
    title: "Beyond Identity is having trouble",
    text: "It could not do this just now. Try again in a few minutes.",
    next: "retry",
  },
  cloud_unauthorized: {
    title: "This site is not set up correctly",
    text: "Beyond Identity did not accept this site's credentials. This is not your fault. Please tell the people who run this site.",
    next: "retry",
  },
  cloud_rejected: {
    title: "Beyond Identity could not accept this",
    text: "It refused the request. Check what you entered, then try again.",
    next: "retry",
  },
  cloud_response_invalid: {
    title: "Beyond Identity gave an unexpected answer",
    text: "We could not understand it, so we stopped. Try again in a moment.",
    next: "retry",
  },
  forbidden_origin: {
    title: "This page was open under another address",
    text: "To protect you, we accept forms only from this site's own address. Open this site from its start page, then try again.",
    next: { label: "Open the start page", href: "/" },
  },
  rate_limited: {
    title: "Too many tries",
    text: "To protect accounts, we allow only a limited number of tries in a short time. Wait a while, then try again.",
    next: "retry",
  },
  session_ended: {
    title: "You are signed out",
    text: "Your session has ended, here or on another device. Sign in to continue.",
    next: START_AGAIN,
  },
  access_token_expired: {
    title: "Your access has expired",
    text: "Sign in again to continue.",
    next: START_AGAIN,
  },
  fresh_sign_in_required: {
    title: "Confirm that it is you",
    text: "What you are about to do changes who can get into your account. Sign in again first, then repeat it.",
    next: START_AGAIN,
  },
  last_passkey: {
    title: "This passkey is the only way in",
    text: "There is no email address to send a new link to, so it cannot be revoked. Add another passkey first.",
    next: "retry",
  },
  no_address: {
    title: "There is no address to mail to",
    text: "Your account has no email address, or cannot get links now. Create a passkey in this browser instead, or tell the people who run this site.",
    next: "retry",
  },
  not_yours: {
    title: "This is no longer here",
    text: "It may have been ended or revoked a moment ago. Reload the page to see the current state.",
    next: "retry",
  },
  service_unavailable: {
    title: "We cannot check your sign-in now",
    text: "You may be signed in, but we cannot tell right now. This is not your fault. Try again in a moment.",
    next: "retry",
  },
  not_configured: {
    title: "Beyond Identity's page does this",
    text: "Accounts and passkeys are created on the page of Beyond Identity that signs you in.",
    next: { label: "Go to sign in", href: "/sign-in" },
  },
  not_found: {
    title: "There is nothing at this address",
    text: "The address may be mistyped, or what it led to is gone. Go on from the start page.",
    next: { label: "Open the start page", href: "/" },
  },
  method_not_allowed: FORM_NOT_UNDERSTOOD,
  unsupported_media_type: FORM_NOT_UNDERSTOOD,
  invalid_json: FORM_NOT_UNDERSTOOD,
  invalid_body: FORM_NOT_UNDERSTOOD,
  body_too_large: {
    title: "This is too large to send",
    text: "We take less than that at a time. Send less, then try again.",
    next: "retry",
  },
  body_incomplete: {
    title: "Not everything arrived",
    text: "The connection was cut while your browser was sending. Try again.",
    next: "retry",
  },
  email_missing: ADDRESS_NOT_USABLE,
  email_malformed: ADDRESS_NOT_USABLE,
  email_too_long: ADDRESS_NOT_USABLE,
  email_forbidden_characters: ADDRESS_NOT_USABLE,
  no_backend: {
    title: "There is no backend to call",
    text: "This site is not connected to a backend. Please tell the people who run this site.",
    next: START_AGAIN,
  },
  internal_error: {
    title: "Something went wrong on our side",
    text: "This is not your fault. Try again in a moment.",
    next: "retry",
  },
  passkey_needed: {
    title: "This needs a sign-in with a passkey",
    text: "You signed in another way. Sign in with your passkey, then try again.",
    next: START_AGAIN,
  },
  backend_unreachable: {
    title: "Our backend cannot be reached",
    text: "This is not your fault. Try again in a moment.",
    next: START_AGAIN,
  },
  backend_timeout: {
    title: "Our backend did not answer in time",
    text: "We stopped waiting. Try again in a moment.",
    next: START_AGAIN,
  },
  backend_redirected: {
    title: "Our backend points somewhere else",
    text: "We did not follow, to keep your access safe. Please tell the people who run this site.",
    next: START_AGAIN,
  },
  backend_error: {
    title: "Our backend gave an unexpected answer",
    text: "We could not use it, so we stopped. Try again in a moment.",
    next: START_AGAIN,
  },
  backend_busy: {
    title: "Our backend is busy",
    text: "It allows only a limited number of sign-ins to one account in a short time. Wait a minute, then try again.",
    next: START_AGAIN,
  },
  backend_refused: {
    title: "Our backend did not accept this sign-in",
    text: "Sign in again. If it happens twice, please tell the people who run this site that the clocks of their servers may differ by more than a minute.",
    next: START_AGAIN,
  },
  backend_conflict: {
    title: "This address already has an account",
    text: "The address belongs to an account with another sign-in, perhaps a deleted one. Accounts are never joined by address alone. Please tell the people who run this site. They can free the address for you.",
    next: START_AGAIN,
  },
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
    text: "Passkeys need a current browser and a secure address, outside private mode. Open the page in another browser.",
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
