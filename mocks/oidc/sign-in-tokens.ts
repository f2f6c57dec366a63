import type { Emulator } from "../cloud/emulator.ts";
import type { Identity } from "../cloud/model.ts";
import { Redacted } from "../cloud/redacted.ts";
import type { Exchange } from "../cloud/route.ts";
import { randomToken } from "../cloud/store.ts";
import { traceEvent, traceShown, traceSubject } from "../cloud/trace.ts";
import { fromBase64, jsonValue } from "../sdk/parsing.ts";
import { identityName, issueAccessToken } from "./access-token.ts";
import type { Application } from "./applications.ts";
import { createIdToken, type SignIn } from "./id-token.ts";
import { misbehaviourOf } from "./misbehaviours/spoil.ts";
import { redeemCode } from "./redeem-code.ts";
import { type Grant, issueRefreshToken, redeemRefreshToken } from "./refresh-tokens.ts";
import { resourceScopesOf } from "./resource-scopes.ts";
import { noSubject, subjectOf } from "./subject.ts";
import { type TokenWishes, wishesOf } from "./token-wishes.ts";

type Form = Partial<Record<string, string>>;

/**
 * The authorization code grant.
 *
 * @returns the body of the token response, whose `scope` contains resource scopes only
 * @throws Refusal when the code cannot be redeemed
 */
export async function grantSignIn(
  exchange: Exchange,
  application: Application,
  form: Form,
): Promise<Record<string, unknown>> {
  const wishes = wishesOf(application, form);
  const { code, identity } = redeemCode(exchange.emulator, application, form);
  const refreshToken = issueRefreshToken(exchange.emulator, application, code);
  const issue = { grant: code, identity, refreshToken, wishes, isRefreshed: false };
  return tokens(exchange, application, issue);
}

/**
 * The refresh token grant (RFC 6749 section 6). Its id_token has no nonce (OpenID Connect Core section 12.2). A narrower
 * scope applies to its own tokens, and not to the refresh token.
 *
 * @returns the body of the token response, with a new refresh token where they rotate
 * @throws Refusal when the refresh token is not valid
 */
export async function grantRefresh(
  exchange: Exchange,
  application: Application,
  form: Form,
): Promise<Record<string, unknown>> {
  const { emulator } = exchange;
  const { token, identity } = redeemRefreshToken(emulator, application, form);
  const refreshToken =
    emulator.settings.refreshTokens === "rotating"
      ? issueRefreshToken(emulator, application, token)
      : undefined;
  const wishes = { lifetimeSeconds: application.tokenSeconds };
  const grant = { ...token, scope: form.scope ?? token.scope };
  const issue = { grant, identity, refreshToken, wishes, isRefreshed: true };
  return tokens(exchange, application, issue);
}

async function tokens(
  exchange: Exchange,
  application: Application,
  issue: {
    grant: Grant & SignIn["grant"];
    identity: Identity;
    refreshToken: string | undefined;
    wishes: TokenWishes;
    isRefreshed: boolean;
  },
): Promise<Record<string, unknown>> {
  const { emulator } = exchange;
  const { grant, identity, refreshToken, wishes, isRefreshed } = issue;
  traceSubject({ person: identity.traits.username });
  const accessToken = await personalAccessToken(emulator, application, issue);
  const signIn = { grant, identity, accessToken, isRefreshed };
  const idToken = await createIdToken(emulator, application, signIn, misbehaviourOf(exchange));
  emulator.issued.record("access_token", accessToken);
  emulator.issued.record("id_token", idToken);
  traceEvent("TokenOperation", "CREATE", issuedTokens(idToken, refreshToken));
  const [header, claims] = idToken.split(".").map((part) => jsonValue(fromBase64(part)));
  traceShown("id_token", Redacted.claims({ header, claims }));
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: wishes.lifetimeSeconds,
    scope: resourceScopesOf(application, grant.scope),
    id_token: idToken,
    refresh_token: refreshToken,
  };
}

function personalAccessToken(
  emulator: Emulator,
  application: Application,
  { grant, identity, wishes }: { grant: Grant; identity: Identity; wishes: TokenWishes },
): Promise<string> {
  const { scope, codeHash, credentialId } = grant;
  return issueAccessToken(
    emulator,
    application,
    { subject: identity.id, principalType: "identity", scope, codeHash, credentialId },
    wishes.lifetimeSeconds,
    {
      sub: subjectOf(application, identity, noSubject),
      aud: [application.clientId, ...(application.audience ? [application.audience] : [])],
      scope: resourceScopesOf(application, scope),
      bi_ty: "authorization_code",
      bi_p: identityName(emulator, identity),
      bi_x: randomToken(32),
      bi_custom: wishes.customClaims,
    },
  );
}

function issuedTokens(idToken: string | undefined, refreshToken: string | undefined): string {
  const names = ["access token", ...(idToken ? ["id_token"] : [])];
  return `Issued: ${[...names, ...(refreshToken ? ["refresh token"] : [])].join(", ")}.`;
}
