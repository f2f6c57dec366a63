import { z } from "zod";
import { basicAuthorization } from "@/lib/beyond-identity/cloud/client-authentication";
import { createManagementClient, type ManagementClient } from "../../cloud/management-client.ts";
import { type ManagementToken, readManagementToken } from "../../cloud/management-token.ts";
import { secretsProblem } from "../../cloud/secrets-problem.ts";
import { type Environment, issuerOf } from "../environment.ts";
import { type Answer, ask, jsonOf, outage } from "./ask.ts";
import type { Transport } from "./transport.ts";

/** The way to the management API, or why there is none. */
export type ManagementAccess =
  | {
      kind: "open";
      client: ManagementClient;
      token: string;
      /** Null when the token does not say. */
      scopes: string[] | null;
      /** What a pasted token says about itself. Null for one that was fetched, or that cannot be read. */
      pasted: ManagementToken | null;
      isPasted: boolean;
    }
  /** A hosted environment has none. */
  | { kind: "none" }
  | { kind: "refused"; saw: string; next: string }
  | { kind: "unreachable"; problem: string };

const tokenSchema = z.object({ access_token: z.string().min(1), scope: z.string().optional() });
const errorSchema = z.object({ error: z.string().regex(/^\w{1,64}$/) });

/** Uses the token of the environment, or fetches one with all scopes that its machine client may have. */
export async function openManagement(
  environment: Environment,
  transport: Transport,
): Promise<ManagementAccess> {
  const { variables, apiOrigin, mode } = environment;
  const { BEYOND_IDENTITY_TENANT_ID: tenantId = "" } = variables;
  if (mode === "hosted" || apiOrigin === null) return { kind: "none" };
  const problem = secretsProblem(variables, apiOrigin);
  if (problem !== null) return wrongHost("BEYOND_IDENTITY_API_URL", problem);
  const open = (token: string) =>
    createManagementClient({
      ...{ apiOrigin, tenantId, token },
      send: (request) => transport.send(request),
      pause: transport.pause,
    });
  const { BEYOND_IDENTITY_API_TOKEN: token } = variables;
  if (token === undefined) return fetchToken(environment, transport, open);
  const pasted = read(token);
  const scopes = pasted?.scopes ?? null;
  return { kind: "open", client: open(token), token, scopes, pasted, isPasted: true };
}

function wrongHost(variable: string, problem: string): ManagementAccess {
  return { kind: "refused", saw: `${variable} ${problem}`, next: `Correct ${variable}.` };
}

async function fetchToken(
  { variables }: Environment,
  { send }: Transport,
  open: (token: string) => ManagementClient,
): Promise<ManagementAccess> {
  const { BEYOND_IDENTITY_API_CLIENT_ID: id, BEYOND_IDENTITY_API_CLIENT_SECRET: secret } =
    variables;
  const issuer = issuerOf(variables.BEYOND_IDENTITY_API_ISSUER);
  if (!id || !secret) return { kind: "none" };
  if (!issuer) {
    const saw = "BEYOND_IDENTITY_API_ISSUER is no http(s) address";
    return { kind: "refused", saw, next: "Set it to the issuer of the machine client." };
  }
  const untrusted = secretsProblem(variables, issuer);
  if (untrusted !== null) return wrongHost("BEYOND_IDENTITY_API_ISSUER", untrusted);
  const answer = await ask(send, `${issuer}/token`, {
    method: "POST",
    headers: { authorization: basicAuthorization(id, secret) },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const problem = outage(answer);
  if (answer.status === null || problem !== null) {
    return { kind: "unreachable", problem: `${new URL(issuer).origin}: ${problem}` };
  }
  const granted = tokenSchema.safeParse(jsonOf(answer)).data;
  if (!granted) return refusalOf(answer);
  const own = granted.scope?.split(" ").filter((scope) => scope !== "");
  const scopes = own ?? read(granted.access_token)?.scopes ?? null;
  const token = granted.access_token;
  return { kind: "open", client: open(token), token, scopes, pasted: null, isPasted: false };
}

function refusalOf(answer: Extract<Answer, { status: number }>): ManagementAccess {
  const error = errorSchema.safeParse(jsonOf(answer)).data?.error;
  if (error === "invalid_client") {
    return {
      kind: "refused",
      saw: "the token endpoint does not know this machine client (invalid_client)",
      next: "Copy BEYOND_IDENTITY_API_CLIENT_ID and BEYOND_IDENTITY_API_CLIENT_SECRET from the application of the management API again.",
    };
  }
  const said = error ?? `HTTP ${answer.status}`;
  return {
    kind: "refused",
    saw: `the token endpoint of BEYOND_IDENTITY_API_ISSUER grants no token (${said})`,
    next: "Set BEYOND_IDENTITY_API_ISSUER to the issuer of an application with the client-credentials grant.",
  };
}

function read(token: string): ManagementToken | null {
  try {
    return readManagementToken(token);
  } catch {
    return null;
  }
}
