import "server-only";
import { z } from "zod";
import { createCallSlots } from "@/lib/beyond-identity/cloud/call-slots";
import { type CloudRequest, requestCloud } from "@/lib/beyond-identity/cloud/cloud-request";
import {
  BeyondIdentityError,
  type CloudErrorReason,
  isCloudError,
} from "@/lib/beyond-identity/cloud/errors";
import { DELETION_SCOPES } from "@/lib/beyond-identity/cloud/management-scopes";
import { createTokenSource, type TokenSource } from "@/lib/beyond-identity/cloud/management-token";
import {
  type BindingJob,
  bindingJobListSchema,
  bindingJobSchema,
  type CloudPasskey,
  createdBindingJobSchema,
  type Identity,
  identityListSchema,
  identitySchema,
  passkeyListSchema,
  passkeySchema,
  returnedBindingLinkSchema,
} from "@/lib/beyond-identity/cloud/schemas";
import { type Env, getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { requireThat } from "@/lib/require-that";

const PAGE_SIZE = 200;
/** Ten thousand of one person's: a cloud that goes on beyond that is not to be waited for. */
const MOST_PAGES = 50;
/** Calls at once of this process, and how many of these are kept for asking whether people may stay signed in. */
const MAX_CALLS = 32;
/** Slots of these that are reserved for checks whether users may stay signed in. */
const RESERVED_CALLS = 8;

/** The part of Beyond Identity's management API that the app uses, bound to one realm. */
export type ManagementApi = {
  /** @throws BeyondIdentityError `conflict` when the username is taken */
  createIdentity(person: {
    username: string;
    email: string;
    displayName: string;
  }): Promise<Identity>;
  /** @returns the identity of that username, or null */
  findIdentityByUsername(username: string): Promise<Identity | null>;
  /** @throws BeyondIdentityError `not_found` */
  getIdentity(identityId: string): Promise<Identity>;
  /**
   * Gets an identity with a single attempt, for checks that can be repeated later.
   *
   * @throws BeyondIdentityError `not_found`
   */
  getIdentityOnce(identityId: string): Promise<Identity>;
  /** Deletes an identity permanently. @throws BeyondIdentityError `not_found` when it is already deleted */
  deleteIdentity(identityId: string): Promise<void>;
  /** Has the cloud mail the user a link that binds a passkey. */
  mailBindingLink(identityId: string): Promise<{ jobId: string }>;
  listBindingJobs(identityId: string): Promise<BindingJob[]>;
  /** @throws BeyondIdentityError `not_found` */
  getBindingJob(identityId: string, jobId: string): Promise<BindingJob>;
  /** @throws BeyondIdentityError `conflict` when the job is no longer open */
  revokeBindingJob(identityId: string, jobId: string): Promise<void>;
  /** @returns a link that binds a passkey without a mail. Only the signed-in owner of the identity may see it. */
  createBindingLink(identityId: string): Promise<{ jobId: string; link: string }>;
  listPasskeys(identityId: string): Promise<CloudPasskey[]>;
  /** Lists passkeys with a single attempt for each page, for what can be repeated later. */
  listPasskeysOnce(identityId: string): Promise<CloudPasskey[]>;
  /** The same in the slots that are reserved for checks whether a user may stay signed in. */
  checkPasskeys(identityId: string): Promise<CloudPasskey[]>;
  /** @throws BeyondIdentityError `not_found`, or `conflict` when it is no longer active */
  revokePasskey(identityId: string, passkeyId: string): Promise<void>;
  /** Revokes a user's access token or refresh token (RFC 7009). An unknown token is not an error. */
  revokeToken(token: string): Promise<void>;
};

type Call<T> = Pick<CloudRequest<T>, "operation" | "method" | "idempotent" | "schema"> & {
  /** A path below the realm on the API host, or a full URL. */
  path: string | URL;
  query?: Record<string, string>;
  /** `URLSearchParams` are sent as a form, everything else as JSON. */
  body?: unknown;
  /** Set for checks whether a user may stay signed in. They may use the reserved slots. */
  urgent?: boolean;
};

const notFoundSchema = z.object({ code: z.literal("not_found") });

let shared: ManagementApi | undefined;

/**
 * @returns the client for the configured realm. There is one per process, so that all callers share its token.
 * @throws Failure `not_configured` when the app has no access to the management API
 */
export function managementApi(): ManagementApi {
  shared ??= createManagementApi(getEnv());
  return shared;
}

/**
 * @returns a new client with its own token
 * @throws Failure `not_configured` when the app has no access to the management API
 */
export function createManagementApi(env: Env): ManagementApi {
  const { management } = env;
  requireThat(management, () => new Failure("not_configured"));
  const { apiOrigin, credentials, authenticatorConfigId } = management;
  const realmUrl = `${apiOrigin}/v1/tenants/${env.tenantId}/realms/${env.realmId}`;
  const tokens = createTokenSource(credentials);
  const deletionTokens = createTokenSource(credentials, DELETION_SCOPES);
  const { rateLimitMultiplier: factor } = env;
  const slots = createCallSlots(Math.ceil(MAX_CALLS * factor), Math.floor(RESERVED_CALLS * factor));
  const call = <T>(details: Call<T>, source = tokens) =>
    slots.run(details.operation, details.urgent === true, () =>
      authorizedCall(realmUrl, source, details),
    );
  const jobsOf = (identityId: string) =>
    `/identities/${encodeURIComponent(identityId)}/credential-binding-jobs`;

  const passkeysOf = (identityId: string) =>
    `/identities/${encodeURIComponent(identityId)}/credentials`;
  const createJob = <T>(identityId: string, delivery: "EMAIL" | "RETURN", schema: z.ZodType<T>) =>
    call({
      operation: "create credential binding job",
      method: "POST",
      idempotent: false,
      path: jobsOf(identityId),
      body: {
        job: { delivery_method: delivery, authenticator_config_id: authenticatorConfigId },
      },
      schema,
    });

  const passkeysFrom = (
    identityId: string,
    how: Pick<Call<unknown>, "operation" | "idempotent" | "urgent">,
  ) =>
    allPages(how.operation, async (query) => {
      const page = await call({
        ...how,
        method: "GET",
        path: passkeysOf(identityId),
        query,
        schema: passkeyListSchema,
      });
      return { items: page.credentials, next: page.next_page_token };
    });

  return {
    createIdentity: ({ username, email, displayName }) =>
      call({
        operation: "create identity",
        method: "POST",
        idempotent: false,
        path: "/identities",
        body: {
          identity: {
            display_name: displayName,
            traits: { type: "traits_v0", username, primary_email_address: email },
          },
        },
        schema: identitySchema,
      }),

    async findIdentityByUsername(username) {
      const { identities } = await call({
        operation: "find identity",
        method: "GET",
        idempotent: true,
        path: "/identities",
        query: { filter: `traits.username eq ${JSON.stringify(username)}`, page_size: "2" },
        schema: identityListSchema,
      });
      const [identity] = identities;
      if (!identity) return null;
      // If the cloud ignored the filter, the app would mail a link for another identity.
      requireThat(
        identity.username.toLowerCase() === username.toLowerCase(),
        () => new BeyondIdentityError("cloud_response_invalid", "find identity"),
      );
      return identity;
    },

    getIdentity: (identityId) =>
      call({
        operation: "get identity",
        method: "GET",
        idempotent: true,
        path: `/identities/${encodeURIComponent(identityId)}`,
        schema: identitySchema,
      }),

    getIdentityOnce: (identityId) =>
      call({
        operation: "check identity",
        urgent: true,
        method: "GET",
        idempotent: false,
        path: `/identities/${encodeURIComponent(identityId)}`,
        schema: identitySchema,
      }),

    async deleteIdentity(identityId) {
      const details = {
        operation: "delete identity",
        method: "DELETE" as const,
        idempotent: true,
        path: `/identities/${encodeURIComponent(identityId)}`,
        schema: z.unknown(),
      };
      await call(details, deletionTokens);
    },

    mailBindingLink: (identityId) => createJob(identityId, "EMAIL", createdBindingJobSchema),

    createBindingLink: (identityId) => createJob(identityId, "RETURN", returnedBindingLinkSchema),

    listBindingJobs: (identityId) =>
      allPages("list credential binding jobs", async (query) => {
        const page = await call({
          operation: "list credential binding jobs",
          method: "GET",
          idempotent: true,
          path: jobsOf(identityId),
          query,
          schema: bindingJobListSchema,
        });
        return { items: page.credential_binding_jobs, next: page.next_page_token };
      }),

    listPasskeys: (identityId) =>
      passkeysFrom(identityId, { operation: "list credentials", idempotent: true }),

    listPasskeysOnce: (identityId) =>
      passkeysFrom(identityId, { operation: "notice credentials", idempotent: false }),

    checkPasskeys: (identityId) =>
      passkeysFrom(identityId, { operation: "check credentials", idempotent: false, urgent: true }),

    async revokePasskey(identityId, passkeyId) {
      await call({
        operation: "revoke credential",
        method: "POST",
        idempotent: true,
        path: `${passkeysOf(identityId)}/${encodeURIComponent(passkeyId)}:revoke`,
        schema: passkeySchema,
      });
    },

    async revokeToken(token) {
      await call({
        operation: "revoke token",
        method: "POST",
        idempotent: true,
        path: new URL(`${env.issuer}/revoke`),
        body: new URLSearchParams({ token }),
        schema: z.unknown(),
      });
    },

    getBindingJob: (identityId, jobId) =>
      call({
        operation: "get credential binding job",
        method: "GET",
        idempotent: true,
        path: `${jobsOf(identityId)}/${encodeURIComponent(jobId)}`,
        schema: bindingJobSchema,
      }),

    async revokeBindingJob(identityId, jobId) {
      await call({
        operation: "revoke credential binding job",
        method: "POST",
        idempotent: true,
        path: `${jobsOf(identityId)}/${encodeURIComponent(jobId)}:revoke`,
        body: {},
        schema: z.unknown(),
      });
    },
  };
}

/**
 * Follows a list to its last page.
 *
 * @throws BeyondIdentityError `cloud_response_invalid` when it has no end: half a list must not look like all of it
 */
async function allPages<T>(
  operation: string,
  fetchPage: (query: Record<string, string>) => Promise<{ items: T[]; next?: string | undefined }>,
): Promise<T[]> {
  const items: T[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page = await fetchPage({
      page_size: String(PAGE_SIZE),
      ...(token ? { page_token: token } : {}),
    });
    items.push(...page.items);
    token = page.next;
    if (!token) return items;
    requireThat(!tokens.has(token), () => endless(operation));
    tokens.add(token);
  }
  throw endless(operation);
}

function endless(operation: string): BeyondIdentityError {
  return new BeyondIdentityError("cloud_response_invalid", operation);
}

/**
 * Sends a call with a bearer token, and once more with a fresh one when the cloud does not take the first (401). One that is
 * not allowed to do this (403) is still good for everything else (RFC 6750 section 3.1).
 */
async function authorizedCall<T>(
  realmUrl: string,
  tokens: TokenSource,
  details: Call<T>,
): Promise<T> {
  const token = await tokens.get();
  try {
    return await requestWith(realmUrl, tokens, details, token);
  } catch (error) {
    const isRefused = isCloudError(error, "cloud_unauthorized") && error.cloudStatus === 401;
    if (!isRefused || !tokens.discard(token)) throw error;
    return requestWith(realmUrl, tokens, details, await tokens.get());
  }
}

async function requestWith<T>(
  realmUrl: string,
  tokens: TokenSource,
  details: Call<T>,
  token: string,
): Promise<T> {
  const answer = await requestCloud(toRequest(realmUrl, details, token));
  tokens.accept(token);
  return answer;
}

function toRequest<T>(realmUrl: string, details: Call<T>, token: string): CloudRequest<T> {
  const { operation, method, idempotent, schema, path, query, body } = details;
  const url = path instanceof URL ? path : new URL(`${realmUrl}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  return {
    operation,
    url,
    method,
    idempotent,
    schema,
    ...(path instanceof URL ? {} : { reasonOfRefusal }),
    headers: { authorization: `Bearer ${token}`, ...contentType(body) },
    ...(body === undefined ? {} : { body: encoded(body) }),
  };
}

/**
 * A gateway that has lost its routes answers 404 too. Only the API's own words say that something does not exist, because
 * sessions end and deletions count as done because of it.
 */
function reasonOfRefusal(body: unknown, status: number): CloudErrorReason | undefined {
  if (status !== 404 || notFoundSchema.safeParse(body).success) return undefined;
  return "cloud_response_invalid";
}

function contentType(body: unknown): Record<string, string> {
  if (body === undefined) return {};
  const isForm = body instanceof URLSearchParams;
  return { "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json" };
}

function encoded(body: unknown): string {
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}
