import type { BackendKind } from "@/lib/backend/backend-kind";

/** The backend verifies the cloud's access tokens by itself, as `examples/backend-express` does (RFC 6750). */
export const accessToken: BackendKind = { scheme: "Bearer" };
