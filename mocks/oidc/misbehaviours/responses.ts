import { SentResponse } from "../../cloud/sent-response.ts";
import type { Misbehaviour, Misbehaviours } from "./misbehaviour.ts";

/** RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3. */
export const tokenMisbehaviours: Misbehaviours = {
  "token-missing-id-token": { sends: "no `id_token`", ...body({ id_token: undefined }) },
  "token-missing-access-token": {
    sends: "no `access_token`",
    ...body({ access_token: undefined }),
  },
  "token-missing-token-type": { sends: "no `token_type`", ...body({ token_type: undefined }) },
  "token-unknown-token-type": { sends: "`mac` as `token_type`", ...body({ token_type: "mac" }) },
  "token-dpop-token-type": {
    sends: "`DPoP` as `token_type`, although the app sent no proof (RFC 9449 section 5)",
    ...body({ token_type: "DPoP" }),
  },
  "token-negative-expires-in": { sends: "`expires_in` below 0", ...body({ expires_in: -1 }) },
  "token-textual-expires-in": {
    sends: "a word as `expires_in`",
    ...body({ expires_in: "tomorrow" }),
  },
  "token-error-in-200": {
    sends: "an error in place of the access token, with status 200",
    ...body({ error: "server_error", access_token: undefined }),
  },
  "token-html-after-json": {
    sends: "HTML after the JSON",
    tokenResponse: (tokens) =>
      new SentResponse(`${JSON.stringify(tokens)}\n<!-- served by a proxy -->`, {
        headers: { "content-type": "application/json" },
      }),
  },
};

/** OpenID Connect Core section 5.3. */
export const userinfoMisbehaviours: Misbehaviours = {
  "userinfo-invalid-sub": {
    sends: "another user's `sub`",
    inSuite: true,
    userinfo: (claims) => ({ ...claims, sub: "0000000000000000" }),
  },
  "userinfo-missing-sub": {
    sends: "no `sub`",
    userinfo: (claims) => ({ ...claims, sub: undefined }),
  },
  "userinfo-junk-jwt": {
    sends: "a JWT that no key has signed",
    userinfo: () =>
      new SentResponse("e30.e30.AA", { headers: { "content-type": "application/jwt" } }),
  },
};

function body(changes: Record<string, unknown>): Pick<Misbehaviour, "tokenResponse"> {
  return { tokenResponse: (tokens) => ({ ...tokens, ...changes }) };
}
