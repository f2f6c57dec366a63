import type { BackendToken } from "@/lib/sessions/backend-token";

/** How the app authenticates to a backend. Each file in `kinds/` describes one kind. */
export type BackendKind = {
  /** Scheme of the `Authorization` header (RFC 9110 section 11.6.2). */
  scheme: string;
  /**
   * Exchanges an id token for a token of the backend. A kind without this function sends the cloud's access token.
   *
   * @throws Failure `backend_…`
   */
  exchange?: (base: URL, idToken: string) => Promise<BackendToken>;
  /** Paths below the base for calls between the two servers. The app does not forward browser requests to them. */
  reserved?: string[];
  /**
   * Revokes a token of the backend when its session has ended.
   *
   * @throws Failure `backend_…`
   */
  revokeToken?: (base: URL, token: string) => Promise<void>;
};
