import { type Check, fail, inapplicable, pass, unmade } from "../check.ts";
import { CONFIG_TAB, OF_THE_CLOUD } from "./words.ts";

export const authenticatorConfig: Check = {
  id: "authenticator-config",
  title: "BEYOND_IDENTITY_APPLICATION_CONFIG_ID is the application's authenticator config",
  why: "Links for new passkeys are made with it. With another one the passkey cannot sign in.",
  needs: ["realm", "client-id"],
  reads: ["BEYOND_IDENTITY_APPLICATION_CONFIG_ID"],
  async run({ environment: { variables, mode }, cloud }) {
    if (mode === "hosted") return inapplicable(OF_THE_CLOUD);
    const own = variables.BEYOND_IDENTITY_APPLICATION_CONFIG_ID;
    const application = await cloud.application();
    const used = application.kind === "found" ? application.value.authenticator_config_id : own;
    if (used !== own) {
      const saw = `it is ${own}, and the application uses ${used ?? "none"}`;
      return fail(saw, used ? `Set it to ${used}.` : `Choose one in ${CONFIG_TAB}.`);
    }
    const config = await cloud.authenticatorConfig();
    switch (config.kind) {
      case "found":
        return pass(`"${config.value.display_name}"`);
      case "absent":
        return fail(
          `the realm has no authenticator config ${own}`,
          `Copy its id from ${CONFIG_TAB}.`,
        );
      case "unknown":
        return inapplicable(config.why);
      case "failed":
        return unmade(config.error.message, "Run the doctor again.");
    }
  },
};
