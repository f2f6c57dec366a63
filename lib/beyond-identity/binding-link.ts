import * as z from "zod/mini";
import "@/lib/zod-without-eval";

const single = z.string().check(z.minLength(1));

/** A lone hyphen, in a path of the management API, means every item of the realm. */
const id = z.string().check(z.regex(/^\w[\w-]*$/));

const querySchema = z.object({
  api_base_url: z.url(),
  tenant_id: single,
  realm_id: single,
  identity_id: id,
  job_id: id,
});

/** The binding job that a link is for, and its cloud. The link's one-time token stays in the browser. */
export type BindingLinkTarget = {
  cloudOrigin: string;
  tenantId: string;
  realmId: string;
  identityId: string;
  jobId: string;
};

/**
 * Reads the query that the cloud appends to `/bind` (vendor's guide "Bind passkey").
 *
 * @returns the target, or null when a part is missing, repeated or malformed
 */
export function parseBindingLink(query: Record<string, unknown>): BindingLinkTarget | null {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) return null;
  const { api_base_url, tenant_id, realm_id, identity_id, job_id } = parsed.data;
  return {
    cloudOrigin: new URL(api_base_url).origin,
    tenantId: tenant_id,
    realmId: realm_id,
    identityId: identity_id,
    jobId: job_id,
  };
}
