import "server-only";
import type { BindingLinkTarget } from "@/lib/beyond-identity/binding-link";
import { getEnv } from "@/lib/env/env";

/** @returns whether a binding link is for the configured tenant and realm. */
export function isOwnLink({ cloudOrigin, tenantId, realmId }: BindingLinkTarget): boolean {
  const env = getEnv();
  return (
    cloudOrigin === new URL(env.issuer).origin &&
    tenantId === env.tenantId &&
    realmId === env.realmId
  );
}
