import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import type { BindingJob, Credential } from "../../cloud/model.ts";
import { isPending, jobState } from "../../management/views.ts";
import { icon } from "../parts/icons.ts";
import { action, badge, empty, type Tone, unseen } from "../parts/parts.ts";
import { ago } from "../parts/times.ts";

/** @returns the passkeys of an identity, each with a button that revokes it. */
export function passkeysOf(emulator: Emulator, identityId: string): Html {
  const { credentials } = emulator.store.state;
  const own = credentials.filter((passkey) => passkey.identityId === identityId).toReversed();
  if (own.length === 0) {
    return empty("key", "No passkeys yet.", "Open a binding link from the inbox to create one.");
  }
  return html`<ul class="rows">${own.map((passkey) => passkeyRow(emulator, passkey))}</ul>`;
}

/** @returns the binding links of an identity, each pending one with a button that revokes it. */
export function linksOf(emulator: Emulator, identityId: string): Html {
  const { bindingJobs } = emulator.store.state;
  const own = bindingJobs.filter((job) => job.identityId === identityId).toReversed();
  if (own.length === 0) {
    return empty("mail", "No binding links yet.", "The app asks for one when a user registers.");
  }
  return html`<ul class="rows">${own.map((job) => linkRow(emulator, job))}</ul>`;
}

function passkeyRow({ clock }: Emulator, { id, kind, state, createdAt }: Credential): Html {
  const isActive = state === "ACTIVE";
  const revoke = action(`passkeys/${id}/revoke`, html`Revoke${unseen(`passkey ${id}`)}`, {
    look: "danger",
  });
  return html`<li id="passkey-${id}"><div class="row"><span class="disc ${isActive ? "" : "calm"}">${icon("key")}</span>
<div class="what"><h3>${kind === "WEBAUTHN" ? "WebAuthn passkey" : "Software passkey"}</h3><p>Created ${ago(clock, createdAt)} · <code>${id}</code></p></div>
<div class="end">${badge(isActive ? "good" : "bad", isActive ? "Active" : "Revoked")}${isActive ? revoke : []}</div></div></li>`;
}

const STATES: Record<BindingJob["state"], [Tone, string]> = {
  LINK_SENT: ["wait", "Sent"],
  LINK_OPENED: ["wait", "Opened"],
  REQUEST_DELIVERED: ["wait", "Read by the browser"],
  COMPLETE: ["good", "Completed"],
  EXPIRED: ["calm", "Expired"],
  REVOKED: ["bad", "Revoked"],
};

function linkRow(emulator: Emulator, job: BindingJob): Html {
  const [tone, words] = STATES[jobState(emulator, job)];
  const revoke = action(`links/${job.id}/revoke`, html`Revoke${unseen(`binding link ${job.id}`)}`, {
    look: "danger",
  });
  const ends = isPending(emulator, job)
    ? html` · expires ${ago(emulator.clock, job.expiresAt)}`
    : [];
  return html`<li id="link-${job.id}"><div class="row"><span class="disc calm">${icon("mail")}</span>
<div class="what"><h3>${job.deliveryMethod === "EMAIL" ? "Mailed link" : "Returned link"}</h3><p>Created ${ago(emulator.clock, job.createdAt)}${ends} · <code>${job.id}</code></p></div>
<div class="end">${badge(tone, words)}${isPending(emulator, job) ? revoke : []}</div></div></li>`;
}
