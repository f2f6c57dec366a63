import type { Story, StoryEvent } from "../../cloud/stories.ts";
import type { StoryKind } from "../../cloud/story-events.ts";
import type { IconName } from "../parts/icons.ts";
import type { Tone } from "../parts/parts.ts";

/** The kinds of stories, as the tabs name them. */
export const KINDS: [StoryKind, string][] = [
  ["sign_in", "Sign-ins"],
  ["binding", "New passkeys"],
  ["refresh", "Refreshes"],
  ["machine_token", "Machine clients"],
  ["token_use", "Other tokens"],
];

/** The name of one story of each kind. */
export const KIND_NAMES: Record<StoryKind, string> = {
  sign_in: "Sign-in",
  binding: "New passkey",
  refresh: "Refresh",
  machine_token: "Machine client",
  token_use: "Token",
};

const SUCCESS: Record<StoryKind, string> = {
  sign_in: "Signed in",
  binding: "Completed",
  refresh: "Refreshed",
  machine_token: "Token issued",
  token_use: "Answered",
};

/** @returns how a story stands, in words, with a tone and an icon. */
export function standing({ kind, outcome }: Story): { words: string; tone: Tone; icon: IconName } {
  if (outcome === "refused") return { words: "Refused", tone: "bad", icon: "cross" };
  if (outcome === "pending") return { words: "In progress", tone: "wait", icon: "dots" };
  return { words: SUCCESS[kind], tone: "good", icon: "check" };
}

const WORDS: Partial<Record<string, string>> = {
  "AUTHORIZE_REQUEST ACCEPTED": "The app asked for a sign-in",
  "AUTHORIZE_REQUEST ERROR": "The sign-in request was refused",
  "AuthenticationTransaction START": "The sign-in began",
  "AuthenticationTransaction SUSPEND": "The emulator asked for a proof",
  "AuthenticationTransaction RESUME": "The browser answered",
  "AuthenticationTransaction ERROR": "The browser's answer was refused",
  "AuthenticationTransaction COMPLETE:ALLOW": "The user proved who they are",
  "AuthenticationTransaction COMPLETE:DENY": "The user may not sign in",
  "PolicyEvaluation ALLOW": "The policy allowed it",
  "PolicyEvaluation DENY": "The policy denied it",
  "PolicyEvaluation CHALLENGE": "The policy wants another proof",
  "GrantOperation CREATE": "An authorization code was issued",
  "GrantOperation DELETE": "The sign-in was revoked",
  "TokenRequest ACCEPTED": "The app asked for tokens",
  "TokenRequest ERROR": "The token request was refused",
  "TokenOperation CREATE": "Tokens were issued",
  "TokenOperation READ": "A token was introspected",
  "TokenOperation DELETE": "A token was revoked",
  "TokenOperation ERROR": "The token request was refused",
  "UserinfoRead ACCEPTED": "The app read the user's claims",
  "UserinfoRead ERROR": "The userinfo request was refused",
  "CredentialChange BIND": "A passkey was created",
  "CredentialChange REVOKE": "The passkey was revoked",
  "CredentialChange ERROR": "The passkey was refused",
  "BindingJob CREATE": "A binding link was made",
  "BindingJob READ": "The binding link was used",
  "BindingJob DELETE": "The binding link was revoked",
  "BindingJob ERROR": "The binding link was refused",
};

/** @returns an event in plain words. */
export function eventWords({ type, outcome }: StoryEvent): string {
  return WORDS[`${type} ${outcome}`] ?? `${type} ${outcome}`;
}

/** @returns the tone and icon of an event. */
export function eventLook({ outcome, reason }: StoryEvent): { tone: Tone; icon: IconName } {
  if (reason && outcome !== "SUSPEND") return { tone: "bad", icon: "cross" };
  if (outcome === "SUSPEND" || outcome === "CHALLENGE") return { tone: "wait", icon: "dots" };
  return { tone: "good", icon: "check" };
}
