import type { Emulator } from "../cloud/emulator.ts";
import { type Html, html } from "../cloud/html.ts";
import { tableSection, timeElement } from "./page-table.ts";

/** As many of the newest; the state route has them all. */
const SHOWN = 50;

/** @returns who is in the directory. */
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
  return tableSection("Identities", columns, rows, "Nobody has registered yet.");
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
  return tableSection("Passkeys", columns, rows, "Nobody has created a passkey yet.");
}
