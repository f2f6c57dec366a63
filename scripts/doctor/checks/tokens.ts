import { type Check, fail, pass, unmade, warn } from "../check.ts";
import { changeApplication } from "../repairs.ts";
import { whyUnknown } from "./why-unknown.ts";
import { EXTERNAL_PROTOCOL } from "./words.ts";

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
