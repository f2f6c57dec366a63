import { type Check, fail, pass } from "../check.ts";
import { changeApplication } from "../repairs.ts";
import { EXTERNAL_PROTOCOL } from "./words.ts";

export const grantType: Check = {
  id: "grant-type",
  title: "The application may use authorization codes",
  why: "Users sign in with the authorization code flow.",
  needs: ["client-secret"],
  async run({ cloud }) {
    const grant = await cloud.grant("authorization_code");
    const application = await cloud.application();
    const own = application.kind === "found" ? application.value.protocol_config.grant_type : null;
    const isRefused =
      grant.kind === "error" &&
      ["unauthorized_client", "unsupported_grant_type"].includes(grant.error);
    if (!isRefused && (own === null || own.includes("authorization_code"))) {
      return pass("authorization_code");
    }
    const saw = own
      ? `its grant types are ${own.join(", ") || "none"}`
      : "the token endpoint refuses it";
    return fail(
      saw,
      `Add the grant type Authorization Code in ${EXTERNAL_PROTOCOL}.`,
      changeApplication(cloud, "add the grant type authorization_code", (current) => ({
        grant_type: [...current.grant_type, "authorization_code"],
      })),
    );
  },
};
