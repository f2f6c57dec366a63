import { type Message, OFFLINE, START_AGAIN } from "@/components/message";
import type { FailureCode } from "@/lib/failure";

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

/** The failures of forms, and of the routes behind them. */
export const FAILURE_MESSAGES: Record<FailureCode | "offline", Message> = {
  offline: OFFLINE,
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
};

/** @returns the message for a failure, or the general one for a code of a newer build. */
export function failureMessage(code: FailureCode | "offline"): Message {
  return Object.hasOwn(FAILURE_MESSAGES, code)
    ? FAILURE_MESSAGES[code]
    : FAILURE_MESSAGES.internal_error;
}
