import type { Emulator } from "../emulator.ts";
import type { AccessToken, Identity } from "../model.ts";
import type { Exchange } from "../route.ts";
import { randomToken } from "../store.ts";
import {
  ACCESS_TOKEN_SECONDS,
  identityName,
  recordAccessToken,
  signAccessToken,
} from "./access-token.ts";
import type { Application } from "./applications.ts";
import { createIdToken } from "./id-token.ts";
import { redeemCode } from "./redeem-code.ts";

/**
 * The authorization code grant.
 *
 * @returns the body of the token answer; `scope` holds resource scopes, of which the seed's application has none
 * @throws Refusal when the code cannot be redeemed
 */
export async function grantSignIn(
  { emulator, misbehave }: Exchange,
  application: Application,
  form: Partial<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const { code, identity } = redeemCode(emulator, application, form);
  const record = recordAccessToken(emulator, application, {
    subject: identity.id,
    principalType: "identity",
    scope: code.scope,
    codeHash: code.codeHash,
  });
  const accessToken = await personalAccessToken(emulator, application, record, identity);
  const idToken = await createIdToken(
    emulator,
    application,
    { code, identity, accessToken },
    misbehave,
  );
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: ACCESS_TOKEN_SECONDS,
    scope: "",
    id_token: idToken,
  };
}

function personalAccessToken(
  emulator: Emulator,
  application: Application,
  record: AccessToken,
  identity: Identity,
): Promise<string> {
  return signAccessToken(emulator, application, record, {
    aud: [application.clientId],
    scope: "",
    bi_ty: "authorization_code",
    bi_p: identityName(identity.realmId, identity.id),
    bi_x: randomToken(32),
  });
}
