import { differenceOf } from "../address-difference.ts";
import { type Check, type Finding, fail, inapplicable, pass } from "../check.ts";
import type { AuthenticatorConfig } from "../cloud/readings.ts";
import { changeAuthenticator } from "../repairs.ts";
import type { Subject } from "../subject.ts";
import { whyUnknown } from "./why-unknown.ts";
import { CONFIG_TAB, OF_THE_CLOUD } from "./words.ts";

export const trustedOrigins: Check = {
  id: "trusted-origins",
  title: "The origin of this app is a trusted origin",
  why: "The browser does not let the SDK talk to Beyond Identity from this app (CORS).",
  needs: ["authenticator-type", "auth-url"],
  async run(subject) {
    const { environment, cloud } = subject;
    const wanted = environment.appUrl?.origin ?? "";
    return withConfig(subject, ({ config }) => {
      const trusted = config.trusted_origins ?? [];
      if (trusted.includes(wanted)) return pass(wanted);
      return fail(
        differenceOf(wanted, trusted).replaceAll("registered", "trusted"),
        `Add ${wanted} to the trusted origins in ${CONFIG_TAB}.`,
        changeAuthenticator(cloud, `add the trusted origin ${wanted}`, (current) => ({
          trusted_origins: [...(current.trusted_origins ?? []), wanted],
        })),
      );
    });
  },
};

const PASSKEYS = ["webauthn_passkey", "software_passkey"];

export const authenticationMethods: Check = {
  id: "authentication-methods",
  title: "Passkeys are among the authentication methods",
  why: "Users cannot create a passkey, or cannot sign in with it.",
  needs: ["authenticator-type"],
  async run(subject) {
    return withConfig(subject, ({ config }) => {
      const types = config.authentication_methods?.map(({ type }) => type);
      if (!types) return pass("every method");
      if (types.some((type) => PASSKEYS.includes(type))) return pass(types.join(", "));
      const all = [...PASSKEYS, ...types].map((type) => ({ type }));
      return fail(
        types.length > 0 ? `only ${types.join(", ")}` : "no method is allowed",
        `Allow passkeys in ${CONFIG_TAB}.`,
        changeAuthenticator(subject.cloud, "allow passkeys", () => ({
          authentication_methods: all,
        })),
      );
    });
  },
};

async function withConfig(
  { environment, cloud }: Subject,
  examine: (config: AuthenticatorConfig) => Finding,
): Promise<Finding> {
  if (environment.mode === "hosted") return inapplicable(OF_THE_CLOUD);
  const reading = await cloud.authenticatorConfig();
  return reading.kind === "found" ? examine(reading.value) : inapplicable(whyUnknown(reading));
}
