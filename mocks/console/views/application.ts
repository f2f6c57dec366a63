import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import {
  configOfApplication,
  findApplication,
  realmPath,
  resourceServerOf,
} from "../../cloud/lookup.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { ApplicationRecord, AuthenticatorConfig } from "../../cloud/world.ts";
import type { View } from "../parts/frame.ts";
import { badge, card, facts } from "../parts/parts.ts";
import { signInKind } from "./applications.ts";
import { storyList } from "./story-list.ts";

/** `GET /applications/{id}`: how one client is set up. Its secret is not shown. */
export function application({ emulator }: Exchange, id: string): View | undefined {
  const found = findApplication(emulator, id);
  if (!found) return undefined;
  const config = configOfApplication(emulator, id);
  const stories = emulator.journal.stories().filter(({ application_id }) => application_id === id);
  const kind = found.protocol_config.grant_type.includes("authorization_code")
    ? "sign_in"
    : "machine_token";
  return {
    title: found.display_name,
    mark: badge("calm", signInKind(emulator, found)),
    back: { href: "/applications", label: "Applications" },
    body: html`${card("OAuth client", client(emulator, found))}
${config ? card("Authenticator configuration", authenticator(config)) : []}
${card("What happened", storyList(emulator, stories.slice(0, 10), kind))}`,
  };
}

function client(emulator: Emulator, found: ApplicationRecord): Html {
  const { protocol_config: protocol, realm_id, id } = found;
  const server = resourceServerOf(emulator, found);
  const issuer = `${emulator.origins.auth}${realmPath(emulator, realm_id)}/applications/${id}`;
  return facts([
    ["Client id", html`<code>${protocol.client_id}</code>`],
    ["Client secret", protocol.client_secret ? "set, see the seed file" : "none"],
    ["Issuer", html`<a href="${issuer}/.well-known/openid-configuration">${issuer}</a>`],
    ["Grant types", protocol.grant_type.join(", ") || "none"],
    ["Redirect URIs", codes(protocol.redirect_uris)],
    ["PKCE", protocol.pkce],
    ["Scopes", codes(protocol.allowed_scopes)],
    ["Resource server", server && html`<code>${server.identifier}</code>`],
    [
      "Access tokens",
      `${protocol.token_format}, ${protocol.token_configuration.expires_after} seconds`,
    ],
    ["Subject", protocol.token_configuration.subject_field],
  ]);
}

function authenticator({ id, display_name, config }: AuthenticatorConfig): Html {
  const origins = config.type === "console" ? [] : (config.trusted_origins ?? []);
  const signsIn = config.type === "embedded" || config.type === "hosted_web";
  const methods = signsIn ? (config.authentication_methods ?? []).map(({ type }) => type) : [];
  return facts([
    ["Name", display_name],
    ["Type", config.type],
    ["Invoke URL", config.type === "embedded" ? config.invoke_url : undefined],
    ["Response of /authorize", config.type === "embedded" ? config.invocation_type : undefined],
    ["Trusted origins", codes(origins)],
    ["Authentication methods", codes(methods)],
    ["Id", html`<code>${id}</code>`],
  ]);
}

function codes(texts: string[]): Html | string {
  if (texts.length === 0) return "none";
  return html`<ul>${texts.map((text) => html`<li><code>${text}</code></li>`)}</ul>`;
}
