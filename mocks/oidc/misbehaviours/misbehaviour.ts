import type { KeyObject } from "node:crypto";
import type { JWK, JWTHeaderParameters, JWTPayload } from "jose";
import type { SentResponse } from "../../cloud/sent-response.ts";

type Json = Record<string, unknown>;
/** What an endpoint sends instead. A response replaces the JSON. */
type Spoilt = Json | SentResponse;

/** An id_token before it is signed. */
export type IdTokenDraft = {
  header: JWTHeaderParameters & { alg: string };
  claims: JWTPayload;
  key: KeyObject | CryptoKey | Uint8Array;
  publicJwk: JWK;
  /** undefined for a public client */
  clientSecret?: string | undefined;
};

/** A change to an id_token, before it is signed or after. */
export type IdTokenChange = {
  beforeSigning?: (draft: IdTokenDraft) => IdTokenDraft | Promise<IdTokenDraft>;
  afterSigning?: (jws: string) => string;
};

/** One attack or defect of an issuer. Each part is about one endpoint, and is used when a planted fault hits it. */
export type Misbehaviour = {
  /** What the emulator sends, for the table of `docs/misbehaviours.md`. */
  sends: string;
  /** Whether the OpenID Foundation's conformance suite has the module `oidcc-client-test-` with this name. */
  inSuite?: true;
  discovery?: (document: Json) => Spoilt;
  /** @param privateJwk the private half of the first key */
  jwks?: (keys: JWK[], privateJwk: JWK) => Spoilt | Promise<Spoilt>;
  /** The application signs with a new key from then on. */
  rotatesKey?: true;
  idToken?: IdTokenChange;
  /** A change only to the id_token of refreshed tokens. */
  refreshedIdToken?: IdTokenChange;
  /** The JSON around the tokens. */
  tokenResponse?: (body: Json) => Spoilt;
  userinfo?: (claims: Json) => Spoilt;
  /** Where the SDK returns to after the sign-in, or a response instead of the sign-in. */
  authorize?: (client: Client) => Partial<Client> | SentResponse;
};

type Client = { redirectUri: string; state?: string | undefined };

/** Misbehaviours by name. */
export type Misbehaviours = Record<string, Misbehaviour>;
