import type { NotedParameters } from "../cloud/inputs.ts";
import { configOfApplication } from "../cloud/lookup.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { createAuthenticationRequest } from "../sdk/authentication-request.ts";
import { signInPage } from "../sdk/authenticator-config.ts";
import { type AuthorizationRequest, openTransaction } from "../sdk/transactions.ts";
import { type Application, applicationOf } from "./applications.ts";
import { refusalPage, refusalRedirect } from "./authorize-refusals.ts";
import { demandCodeChallenge } from "./code-challenge.ts";
import { misbehaviourOf } from "./misbehaviours/spoil.ts";
import { unknownScope } from "./resource-scopes.ts";
import { singleParameters } from "./single-parameters.ts";

type Parameters = Partial<Record<string, string>>;

/** Starts a sign-in (OpenID Connect Core section 3.1.2) and redirects to the application's own passkey page. */
export async function authorize(exchange: Exchange): Promise<SentResponse> {
  const { emulator, query, correlationId } = exchange;
  traceEvent("AUTHORIZE_REQUEST");
  const application = applicationOf(exchange);
  traceSubject({ application_id: application.id });
  const redirectUri = demandKnownClient(application, query);
  const request = authorizationRequest(application, redirectUri, query);
  traceCheck("The application signs users in");
  const config = configOfApplication(emulator, application.id);
  const page = config && signInPage(emulator, config);
  demand(page && application.grantTypes.includes("authorization_code"), () =>
    refusalRedirect(request, "unauthorized_client", "users cannot sign in to this application"),
  );
  const transaction = openTransaction(emulator, request, correlationId);
  const spoilt = misbehaviourOf(exchange)?.authorize?.(request) ?? {};
  if (spoilt instanceof SentResponse) return spoilt;
  const jwt = await createAuthenticationRequest(emulator, { ...transaction, ...spoilt });
  const location = `${page}?request=${jwt}`;
  const headers = { "cache-control": "no-store" };
  return config.config.type === "embedded" && config.config.invocation_type === "manual"
    ? jsonResponse({ authenticate_url: location }, { headers })
    : new SentResponse("", { status: 302, headers: { ...headers, location } });
}

/** Runs first: nothing may be sent to a redirect URI that is not known to be the client's. */
function demandKnownClient(application: Application, query: URLSearchParams): string {
  traceCheck("Client");
  demand(query.getAll("client_id").join() === application.clientId, () =>
    refusalPage("client_id does not belong to this application"),
  );
  const redirectUri = query.getAll("redirect_uri").join();
  traceCheck("Redirect URI");
  demand(application.redirectUris.includes(redirectUri), () =>
    refusalPage("redirect_uri does not exactly match one that this application registered"),
  );
  return redirectUri;
}

function authorizationRequest(
  application: Application,
  redirectUri: string,
  query: NotedParameters,
): AuthorizationRequest {
  const client = { redirectUri, state: query.get("state") ?? undefined };
  const parameters = singleParameters(query, (reason) =>
    refusalRedirect(client, "invalid_request", reason),
  );
  return {
    applicationId: application.id,
    realmId: application.realmId,
    clientId: application.clientId,
    ...client,
    scope: demandScope(application, client, parameters),
    oidcNonce: parameters.nonce,
    authTimeAsked: demandMaxAge(client, parameters),
    ...demandCodeChallenge(application, parameters, (reason) =>
      refusalRedirect(client, "invalid_request", reason),
    ),
  };
}

type Client = { redirectUri: string; state: string | undefined };

function demandScope(
  application: Application,
  client: Client,
  { response_type, scope = "" }: Parameters,
): string {
  traceCheck("Response type");
  demand(response_type !== undefined, () =>
    refusalRedirect(client, "invalid_request", "response_type is missing"),
  );
  demand(response_type === "code", () =>
    refusalRedirect(client, "unsupported_response_type", "response_type is not code"),
  );
  traceCheck("Scope");
  demand(scope.split(" ").includes("openid"), () =>
    refusalRedirect(client, "invalid_scope", "scope does not contain openid"),
  );
  const unknown = unknownScope(application, scope);
  demand(unknown === undefined, () =>
    refusalRedirect(client, "invalid_scope", `no resource server has the scope ${unknown}`),
  );
  return scope;
}

/**
 * OpenID Connect Core section 3.1.2.1. Each request makes the person prove who they are, so no sign-in is too old.
 *
 * @returns whether the id_token must contain `auth_time`
 */
function demandMaxAge(client: Client, { max_age }: Parameters): boolean {
  demand(max_age === undefined || /^\d{1,9}$/.test(max_age), () =>
    refusalRedirect(client, "invalid_request", "max_age is not a number of seconds"),
  );
  return max_age !== undefined;
}
