import { type Check, fail, pass, unmade } from "../check.ts";
import { whyUnknown } from "./why-unknown.ts";
import { EXTERNAL_PROTOCOL, UNREACHABLE } from "./words.ts";

export const clientId: Check = {
  id: "client-id",
  title: "BEYOND_IDENTITY_CLIENT_ID belongs to the application of the issuer",
  why: "Beyond Identity refuses every sign-in of an unknown client.",
  needs: ["issuer-discovery"],
  reads: ["BEYOND_IDENTITY_CLIENT_ID", "BEYOND_IDENTITY_CLIENT_SECRET", "AUTH_URL"],
  async run({ environment, cloud }) {
    const own = environment.variables.BEYOND_IDENTITY_CLIENT_ID;
    const application = await cloud.application();
    if (application.kind === "found") {
      const known = application.value.protocol_config.client_id;
      if (known !== own) {
        const saw = `BEYOND_IDENTITY_CLIENT_ID is ${own}, and the application's client id is ${known}`;
        return fail(saw, `Set BEYOND_IDENTITY_CLIENT_ID to ${known}.`);
      }
      return pass(`${own}`);
    }
    const grant = await cloud.grant("authorization_code");
    if (grant.kind === "unreachable")
      return unmade(`token endpoint: ${grant.problem}`, UNREACHABLE);
    if (grant.kind === "error" && grant.error !== "invalid_client") return pass(`${own}`);
    // The token endpoint refuses a wrong id and a wrong secret alike. Only the right id can start a sign-in.
    const start = await cloud.signIn();
    if (start.kind === "unreachable")
      return unmade(`authorization endpoint: ${start.problem}`, UNREACHABLE);
    return start.kind === "refused"
      ? fail(
          `Beyond Identity refuses ${own} at the token endpoint and at the authorization endpoint`,
          `Copy the Client ID again from ${EXTERNAL_PROTOCOL}.`,
        )
      : pass(`${own} can start a sign-in`);
  },
};

export const clientType: Check = {
  id: "client-type",
  title: "The application is a confidential OpenID Connect client",
  why: "The app authenticates with a secret, and needs an id token.",
  needs: ["client-id"],
  async run({ cloud }) {
    const application = await cloud.application();
    if (application.kind !== "found") return { status: "skip", saw: whyUnknown(application) };
    const { type, confidentiality = "confidential" } = application.value.protocol_config;
    const next =
      "Neither can be changed later. Create another application with OIDC and Confidential, and use its values.";
    if (type !== "oidc") return fail(`its protocol is ${type}`, next);
    if (confidentiality !== "confidential") return fail(`it is a ${confidentiality} client`, next);
    return pass("OIDC, confidential");
  },
};

export const clientSecret: Check = {
  id: "client-secret",
  title: "BEYOND_IDENTITY_CLIENT_SECRET is the secret of that client",
  why: "The user proves who they are, and then the app cannot redeem the code: every sign-in fails at its end.",
  needs: ["client-id", "client-type"],
  async run({ cloud }) {
    const grant = await cloud.grant("authorization_code");
    if (grant.kind === "unreachable")
      return unmade(`token endpoint: ${grant.problem}`, UNREACHABLE);
    if (grant.kind === "invalid") {
      return unmade(
        `the token endpoint answered ${grant.status} without an error code`,
        UNREACHABLE,
      );
    }
    return grant.error === "invalid_client"
      ? fail(
          "the token endpoint refuses the client (invalid_client), though its id is right",
          `Copy the Client Secret again from ${EXTERNAL_PROTOCOL}.`,
        )
      : pass(`a made-up code is refused as a code (${grant.error}), so the client is accepted`);
  },
};
