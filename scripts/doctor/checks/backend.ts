import { isLoopback } from "@/lib/env/cloud-guard";
import { type Check, fail, inapplicable, pass, unmade } from "../check.ts";
import { ask } from "../cloud/ask.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { Environment } from "../environment.ts";

const KINDS = ["access-token", "token-exchange"];
const NO_BACKEND = "no BACKEND_URL is set";

export const backend: Check = {
  id: "backend",
  title: "The backend can be reached as configured",
  why: "Every call to /api/backend fails for users.",
  needs: [],
  async run({ environment: { variables, problems }, send }) {
    const { BACKEND_URL: text, BACKEND_KIND: kind = "access-token" } = variables;
    if (text === undefined) return inapplicable(NO_BACKEND);
    if (!KINDS.includes(kind)) {
      return fail(`BACKEND_KIND is ${kind}`, `Set BACKEND_KIND to ${KINDS.join(" or ")}.`);
    }
    const problem = problems.find(({ variable }) => variable === "BACKEND_URL")?.problem;
    if (problem || !URL.canParse(text)) {
      return fail(`BACKEND_URL ${problem ?? "is no address"}`, "Correct BACKEND_URL.");
    }
    const url = new URL(text);
    if (url.protocol !== "https:" && !isLoopback(url)) {
      return fail(`${url.origin} is plain http`, "Users' access tokens go there: use https.");
    }
    const answer = await ask(send, url);
    return answer.status === null
      ? fail(`${url.origin}: ${answer.problem}`, "Start the backend, or correct BACKEND_URL.")
      : pass(`${url.origin} answers`);
  },
};

export const resourceServer: Check = {
  id: "resource-server",
  title: "Access tokens are made for the backend, with its scopes",
  why: "The backend refuses the tokens, or Beyond Identity refuses sign-ins that ask for the scopes.",
  needs: ["redirect-uri", "grant-type"],
  async run({ environment, cloud }) {
    const { BACKEND_URL: url, BACKEND_KIND: kind = "access-token" } = environment.variables;
    if (url === undefined) return inapplicable(NO_BACKEND);
    const scopes = scopesOf(environment);
    const lacking = await lackingScopes(cloud, scopes);
    if (lacking === null)
      return unmade("the authorization endpoint did not answer", "Run it again.");
    if (lacking.length > 0) {
      return fail(
        `the application may not grant: ${lacking.join(", ")}`,
        "Add the scopes to its resource server and allow them in the application, or correct BACKEND_SCOPES.",
      );
    }
    const application = await cloud.application();
    const isForBackend = application.kind !== "found" || application.value.resource_server_id;
    if (kind === "access-token" && !isForBackend) {
      return fail(
        "the application has no resource server, so its access tokens are not made for your backend",
        "Create a resource server in the console and choose it in the application.",
      );
    }
    return pass(scopes.length > 0 ? `grants ${scopes.join(", ")}` : "no scopes are asked for");
  },
};

function scopesOf({ variables }: Environment): string[] {
  return variables.BACKEND_SCOPES?.split(" ").filter((scope) => scope !== "") ?? [];
}

/** @returns those scopes that a sign-in is refused for, or null when no answer came */
async function lackingScopes(cloud: Cloud, scopes: string[]): Promise<string[] | null> {
  const lacking: string[] = [];
  for (const scope of scopes) {
    const start = await cloud.signIn({ scope: `openid profile email ${scope}` });
    if (start.kind === "unreachable") return null;
    if (start.kind === "error" && start.error === "invalid_scope") lacking.push(scope);
  }
  return lacking;
}
