import "server-only";
import type { BackendKind } from "@/lib/backend/backend-kind";
import { accessToken } from "@/lib/backend/kinds/access-token";
import { tokenExchange } from "@/lib/backend/kinds/token-exchange";
import { getEnv } from "@/lib/env/env";
import { invalidVariable } from "@/lib/env/environment-error";

/** The kinds by their names in `BACKEND_KIND`. */
const KINDS: Record<string, BackendKind> = {
  "access-token": accessToken,
  "token-exchange": tokenExchange,
};

/** The configured backend, and how the app authenticates to it. */
export type ConfiguredBackend = { url: URL; kind: BackendKind };

/**
 * @returns null without a backend
 * @throws EnvironmentError when `BACKEND_KIND` is unknown
 */
export function configuredBackend(): ConfiguredBackend | null {
  const { backend } = getEnv();
  if (!backend) return null;
  const kind = Object.hasOwn(KINDS, backend.kind) ? KINDS[backend.kind] : undefined;
  if (!kind) {
    const problem = `must be one of ${Object.keys(KINDS).join(", ")}`;
    throw invalidVariable("BACKEND_KIND", problem);
  }
  return { url: backend.url, kind };
}
