import "client-only";
import * as z from "zod/mini";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import type { ClientSettings } from "@/lib/env/client-settings";
import { requireThat } from "@/lib/require-that";
import "@/lib/zod-without-eval";

const TIMEOUT_MS = 10_000;
const answerSchema = z.object({ credential_binding_link: z.url() });

/**
 * Exchanges the token of a sign-in with a code for a link that binds a passkey to the same identity (vendor's reference
 * of `redeemOtp`). The browser calls the cloud directly, so that the token never reaches our server.
 *
 * @returns the link, checked to belong to the configured cloud, tenant and realm
 * @throws PasskeyError `offer_over`, `cloud_error` or `cloud_unreachable`
 */
export async function exchangeBindingToken(
  token: string,
  settings: ClientSettings,
): Promise<string> {
  const { applicationId } = settings;
  requireThat(applicationId !== null, () => new PasskeyError("offer_over"));
  const response = await postToken(`${realmUrl(settings)}/applications/${applicationId}`, token);
  requireThat(response.status < 500, () => new PasskeyError("cloud_error"));
  requireThat(response.ok, () => new PasskeyError("offer_over"));
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  requireThat(answer.success, () => new PasskeyError("cloud_error"));
  const link = answer.data.credential_binding_link;
  requireThat(isOwnLink(link, settings), () => new PasskeyError("cloud_error"));
  return link;
}

async function postToken(applicationUrl: string, token: string): Promise<Response> {
  try {
    return await fetch(`${applicationUrl}/credential-binding-jobs`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new PasskeyError("cloud_unreachable");
  }
}

function isOwnLink(link: string, settings: ClientSettings): boolean {
  const identities = `${realmUrl(settings)}/identities/`;
  const { origin, pathname, searchParams } = new URL(link);
  const address = `${origin}${pathname}`;
  const rest = address.startsWith(identities) ? address.slice(identities.length) : "";
  return (
    /^[\w-]+\/credential-binding-jobs\/[\w-]+:invokeAuthenticator$/.test(rest) &&
    searchParams.has("token")
  );
}

function realmUrl({ cloudOrigin, tenantId, realmId }: ClientSettings): string {
  return `${cloudOrigin}/v1/tenants/${tenantId}/realms/${realmId}`;
}
