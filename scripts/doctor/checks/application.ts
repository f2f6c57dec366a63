import { type Check, fail, pass, unmade, warn } from "../check.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { changeApplication } from "../repairs.ts";
import { whyUnknown } from "./why-unknown.ts";

const EXTERNAL_PROTOCOL = "the console: Applications > your application > External Protocol";

export const pkce: Check = {
  id: "pkce",
  title: "The application demands PKCE with S256",
  why: "Without it a stolen authorization code can be redeemed (RFC 7636, RFC 9700).",
  needs: ["client-id"],
  async run({ cloud }) {
    const application = await cloud.application();
    if (application.kind !== "found" && (await cloud.signIn()).kind === "refused") {
      const saw = "not checked because of redirect-uri: no sign-in starts that would show it";
      return { status: "skip", saw, next: "Solve redirect-uri first.", cause: "redirect-uri" };
    }
    const method =
      application.kind === "found"
        ? (application.value.protocol_config.pkce ?? "disabled")
        : await probedMethod(cloud);
    if (method === null)
      return unmade("the authorization endpoint did not answer", "Run it again.");
    if (method === "s256") return pass("S256");
    return fail(
      method === "disabled" ? "a sign-in without PKCE is accepted" : `PKCE is ${method}`,
      `Set PKCE to S256 in ${EXTERNAL_PROTOCOL}.`,
      changeApplication(cloud, "set PKCE to s256", () => ({ pkce: "s256" })),
    );
  },
};

/** Tries what must be refused, for an application that cannot be read. */
async function probedMethod(cloud: Cloud): Promise<"s256" | "plain" | "disabled" | null> {
  const without = await cloud.signIn({ challenge: "none" });
  const plain = await cloud.signIn({ challenge: "plain" });
  if (without.kind === "unreachable" || plain.kind === "unreachable") return null;
  if (without.kind === "page") return "disabled";
  return plain.kind === "page" ? "plain" : "s256";
}

export const subjectField: Check = {
  id: "subject-field",
  title: "The subject of tokens is the identity's id",
  why: "The app finds the user's identity and passkeys by the subject. An email address can change hands.",
  needs: ["client-id", "api-token"],
  async run({ cloud }) {
    const application = await cloud.application();
    if (application.kind !== "found") return { status: "skip", saw: whyUnknown(application) };
    const field = application.value.protocol_config.token_configuration?.subject_field ?? "id";
    if (field === "id") return pass("id");
    return fail(
      `the subject is the ${field}`,
      `Set Subject to id in ${EXTERNAL_PROTOCOL}. Users who signed in before count as new ones.`,
      changeApplication(
        cloud,
        "set the token subject to id, which makes earlier users new ones",
        (current) => ({
          token_configuration: { ...current.token_configuration, subject_field: "id" },
        }),
      ),
    );
  },
};

export const tokenFormat: Check = {
  id: "token-format",
  title: "Access tokens are self-contained",
  why: "A backend verifies them with the issuer's keys, and cannot read referential ones.",
  needs: ["client-id", "api-token"],
  async run({ cloud }) {
    const application = await cloud.application();
    if (application.kind !== "found") return { status: "skip", saw: whyUnknown(application) };
    const format = application.value.protocol_config.token_format ?? "self_contained";
    if (format === "self_contained") return pass(format);
    return fail(
      `the token format is ${format}`,
      `Set Token Format to Self Contained in ${EXTERNAL_PROTOCOL}.`,
      changeApplication(cloud, "set the token format to self_contained", () => ({
        token_format: "self_contained",
      })),
    );
  },
};

export const refreshTokens: Check = {
  id: "refresh-tokens",
  title: "The application issues refresh tokens",
  why: "Without them, a user's calls to your backend end with the first access token. No API can turn them on.",
  needs: ["client-secret", "grant-type"],
  async run({ cloud }) {
    const grant = await cloud.grant("refresh_token");
    if (grant.kind === "unreachable")
      return unmade(`token endpoint: ${grant.problem}`, "Run it again.");
    const isOff =
      grant.kind === "error" &&
      ["unauthorized_client", "unsupported_grant_type"].includes(grant.error);
    return isOff
      ? warn(
          `the token endpoint refuses the grant type refresh_token (${grant.error})`,
          `Enable Refresh Tokens with rotation in ${EXTERNAL_PROTOCOL}.`,
        )
      : pass("the token endpoint takes refresh tokens");
  },
};

/** The last question about signing in, for what no other check explains. */
export const signInStarts: Check = {
  id: "sign-in-starts",
  title: "Beyond Identity starts a sign-in of this app",
  why: "Users press the button and come back with an error.",
  needs: ["redirect-uri", "grant-type", "pkce", "authenticator-type"],
  async run({ cloud }) {
    const start = await cloud.signIn();
    if (start.kind === "page")
      return pass(`users go on to ${start.page.origin}${start.page.pathname}`);
    const saw = start.kind === "error" ? start.error : start.kind;
    return fail(
      `the authorization endpoint answers ${saw}`,
      "Look for AUTHORIZE_REQUEST in the console's event log, which tells the reason.",
    );
  },
};
