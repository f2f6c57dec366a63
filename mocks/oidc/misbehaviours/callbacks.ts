import { html } from "../../cloud/html.ts";
import { barePage, SentResponse } from "../../cloud/sent-response.ts";
import { randomToken } from "../../cloud/store.ts";
import type { Misbehaviour, Misbehaviours } from "./misbehaviour.ts";

/** RFC 6749 sections 3.1, 4.1.2 and 10.12, RFC 9207. The user signs in, unless the response says otherwise. */
export const callbackMisbehaviours: Misbehaviours = {
  "callback-missing-state": {
    sends: "no `state`",
    authorize: () => ({ state: undefined }),
  },
  "callback-foreign-state": {
    sends: "the `state` of another sign-in",
    authorize: () => ({ state: randomToken(32) }),
  },
  "callback-repeated-state": {
    sends: "the `state` twice",
    authorize: ({ redirectUri, state }) => withQuery(redirectUri, "state", state ?? ""),
  },
  "callback-repeated-code": {
    sends: "two codes, of which the second is valid",
    ...extra("code", randomToken(48)),
  },
  "callback-missing-code": {
    sends: "a `state` without a code",
    authorize: ({ redirectUri, state = "" }) => {
      const location = `${redirectUri}?${new URLSearchParams({ state })}`;
      return new SentResponse("", { status: 302, headers: { location } });
    },
  },
  "callback-foreign-iss": {
    sends: "another issuer as `iss`",
    ...extra("iss", "https://evil.example"),
  },
  "callback-error-with-code": {
    sends: "an error beside a valid code",
    ...extra("error", "access_denied"),
  },
  "callback-implicit-token": {
    sends: "an `id_token` beside a valid code",
    ...extra("id_token", "e30.e30.AA"),
  },
  "callback-form-post": {
    sends: "the parameters in a form, as `response_mode=form_post` would",
    authorize: ({ redirectUri, state = "" }) =>
      formPage(redirectUri, { code: randomToken(48), state }),
  },
};

function extra(name: string, value: string): Pick<Misbehaviour, "authorize"> {
  return { authorize: ({ redirectUri }) => withQuery(redirectUri, name, value) };
}

/** The SDK keeps the query of a redirect URI and appends to it. */
function withQuery(redirectUri: string, name: string, value: string): { redirectUri: string } {
  const address = new URL(redirectUri);
  address.searchParams.append(name, value);
  return { redirectUri: address.href };
}

/** OAuth 2.0 Form Post SentResponse Mode. */
function formPage(action: string, fields: { code: string; state: string }): SentResponse {
  const page = html`<!doctype html><title>Continue</title><form method="post" action="${action}">
<input type="hidden" name="code" value="${fields.code}">
<input type="hidden" name="state" value="${fields.state}">
<button>Continue</button>
</form>`;
  return barePage(page.html);
}
