import type { Emulator } from "../cloud/emulator.ts";
import { type Html, html } from "../cloud/html.ts";
import { tableSection, timeElement } from "./page-table.ts";

/** The newest ones. The state route returns all of them. */
const SHOWN = 50;

/** @returns the identities in the directory. */
export function identitiesSection({ store }: Emulator): Html {
  const rows = store.state.identities
    .slice(-SHOWN)
    .map(({ id, displayName, traits, status }) => [
      traits.username,
      displayName,
      traits.primary_email_address ?? "none",
      status,
      html`<code>${id}</code>`,
    ]);
  const columns = ["Username", "Display name", "Email", "Status", "Id"];
  return tableSection("Identities", columns, rows, "No identities yet.");
}

/** @returns the public side of every passkey. */
export function passkeysSection({ store }: Emulator): Html {
  const { credentials, identities } = store.state;
  const owner = (identityId: string) =>
    identities.find(({ id }) => id === identityId)?.traits.username ?? "a deleted identity";
  const rows = credentials
    .slice(-SHOWN)
    .map(({ id, identityId, kind, state, createdAt }) => [
      owner(identityId),
      kind === "WEBAUTHN" ? "WebAuthn" : "Software key",
      state,
      timeElement(createdAt),
      html`<code>${id}</code>`,
    ]);
  const columns = ["Owner", "Kind", "State", "Created", "Id"];
  return tableSection("Passkeys", columns, rows, "No passkeys yet.");
}
