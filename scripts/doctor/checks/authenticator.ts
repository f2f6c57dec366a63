import { differenceOf } from "../address-difference.ts";
import { type Check, type Finding, fail, inapplicable, pass, unmade } from "../check.ts";
import type { AuthenticatorConfig, Reading } from "../cloud/readings.ts";
import { changeAuthenticator } from "../repairs.ts";
import type { Subject } from "../subject.ts";
import { whyUnknown } from "./why-unknown.ts";

const CONFIG_TAB = "the console: Applications > your application > Authenticator Config";
const OF_THE_CLOUD = "Hosted Web: users sign in on a page of Beyond Identity";

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

const EXPECTED = { embedded: "embedded", hosted: "hosted_web" };

export const authenticatorType: Check = {
  id: "authenticator-type",
  title: "The authenticator config is of the type that this environment is for",
  why: "With the embedded SDK users sign in on pages of this app, with Hosted Web on a page of Beyond Identity.",
  needs: ["authenticator-config"],
  async run({ environment, cloud }) {
    const config = await cloud.authenticatorConfig();
    const seen = config.kind === "found" ? config.value.config : await seenByUsers(cloud);
    if (seen === null)
      return inapplicable("no sign-in starts that would show it, see redirect-uri");
    const wanted = EXPECTED[environment.mode];
    if (seen.type !== wanted) {
      const next =
        environment.mode === "hosted"
          ? "Use the values of a Hosted Web application, or set the variables of the embedded SDK too (.env.example)."
          : `Choose an Embedded SDK config in ${CONFIG_TAB}, or leave the variables of the management API out to use Hosted Web.`;
      return fail(`it is ${seen.type}, and this environment is for ${wanted}`, next);
    }
    if (seen.invocation_type === "manual") {
      return fail(
        "its invocation is manual, so the issuer answers with JSON instead of a redirect",
        `Set the invocation to automatic in ${CONFIG_TAB}.`,
        changeAuthenticator(cloud, "set the invocation to automatic", () => ({
          invocation_type: "automatic",
        })),
      );
    }
    return pass(wanted);
  },
};

/** What the start of a sign-in shows of a config that cannot be read. */
async function seenByUsers(cloud: Subject["cloud"]) {
  const document = await cloud.document();
  const start = document ? await cloud.signIn() : null;
  if (start?.kind !== "page") return null;
  const isOfTheCloud = start.page.origin === new URL(document?.issuer ?? "").origin;
  return { type: isOfTheCloud ? "hosted_web" : "embedded", invocation_type: start.invocation };
}

export const invokeUrl: Check = {
  id: "invoke-url",
  title: "The invoke URL is the address of this app",
  why: "Sign-ins and links for new passkeys lead to another address than this app.",
  needs: ["authenticator-type", "auth-url"],
  async run({ environment: { appUrl, mode }, cloud }) {
    if (mode === "hosted") return inapplicable(OF_THE_CLOUD);
    const config = await cloud.authenticatorConfig();
    const start = config.kind === "found" ? null : await cloud.signIn();
    const page = start?.kind === "page" ? start.page : null;
    const seen =
      config.kind === "found"
        ? (config.value.config.invoke_url ?? "")
        : page && `${page.origin}${page.pathname.replace(/\/bi-authenticate$/, "")}`;
    if (seen === null) return inapplicable(unreadable(config));
    const wanted = appUrl?.origin ?? "";
    if (seen.replace(/\/$/, "") === wanted) return pass(wanted);
    return fail(
      differenceOf(wanted, [seen]),
      `Set the Invoke URL to ${wanted} in ${CONFIG_TAB}.`,
      changeAuthenticator(cloud, `set the invoke URL to ${wanted}`, () => ({ invoke_url: wanted })),
    );
  },
};

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
  return reading.kind === "found" ? examine(reading.value) : inapplicable(unreadable(reading));
}

function unreadable(reading: Reading<AuthenticatorConfig>): string {
  return reading.kind === "found" ? "it cannot be read" : whyUnknown(reading);
}
