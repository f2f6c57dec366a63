import { randomUUID } from "node:crypto";
import { barePage } from "../../cloud/sent-response.ts";
import type { Misbehaviour, Misbehaviours } from "./misbehaviour.ts";

const FOREIGN = "https://evil.example";

/** The document names keys at a new address, so that a client which has cached the keys fetches them again. */
export const freshKeys: Pick<Misbehaviour, "discovery"> = changed(({ jwks_uri }) => ({
  jwks_uri: `${jwks_uri}?run=${randomUUID()}`,
}));

/** OpenID Connect Discovery 1.0 sections 3 and 4.3. */
export const discoveryMisbehaviours: Misbehaviours = {
  "discovery-issuer-mismatch": {
    sends: "an issuer on another host",
    inSuite: true,
    ...changed(() => ({ issuer: FOREIGN })),
  },
  "discovery-issuer-trailing-slash": {
    sends: "the issuer with a slash at the end",
    ...changed(({ issuer }) => ({ issuer: `${issuer}/` })),
  },
  "discovery-issuer-other-scheme": {
    sends: "the issuer with `http` in place of `https`, or the reverse",
    ...changed(({ issuer }) => ({ issuer: otherScheme(issuer) })),
  },
  "discovery-issuer-other-realm": {
    sends: "the issuer of another realm of the tenant",
    ...changed(({ issuer }) => ({ issuer: issuer.replace(/realms\/[^/]+/, "realms/another") })),
  },
  "discovery-missing-issuer": { sends: "no issuer", ...changed(() => ({ issuer: undefined })) },
  "discovery-missing-authorization-endpoint": {
    sends: "no `authorization_endpoint`",
    ...changed(() => ({ authorization_endpoint: undefined })),
  },
  "discovery-missing-token-endpoint": {
    sends: "no `token_endpoint`",
    ...changed(() => ({ token_endpoint: undefined })),
  },
  "discovery-missing-jwks-uri": {
    sends: "no `jwks_uri`",
    ...changed(() => ({ jwks_uri: undefined })),
  },
  "discovery-foreign-authorization-endpoint": {
    sends: "an `authorization_endpoint` at another origin",
    ...changed(() => ({ authorization_endpoint: `${FOREIGN}/authorize` })),
  },
  "discovery-foreign-token-endpoint": {
    sends: "a `token_endpoint` at another origin, which would get the code and the client secret",
    ...changed(() => ({ token_endpoint: `${FOREIGN}/token` })),
  },
  "discovery-foreign-jwks-uri": {
    sends: "a `jwks_uri` at another origin",
    ...changed(() => ({ jwks_uri: `${FOREIGN}/jwks.json` })),
  },
  "discovery-not-json": {
    sends: "a page in place of the document",
    discovery: () => barePage("<!doctype html><title>Maintenance</title>"),
  },
  "discovery-jwks-uri-keys": {
    sends: "a `jwks_uri` that differs each time, with the real keys",
    inSuite: true,
    ...freshKeys,
  },
};

type Endpoints = { issuer: string; jwks_uri: string };

function changed(
  changes: (document: Endpoints) => Record<string, unknown>,
): Pick<Misbehaviour, "discovery"> {
  return {
    discovery: (document) => ({
      ...document,
      ...changes({ issuer: String(document.issuer), jwks_uri: String(document.jwks_uri) }),
    }),
  };
}

function otherScheme(address: string): string {
  return address.startsWith("https:")
    ? address.replace("https:", "http:")
    : address.replace("http:", "https:");
}
