import type { BackendToken } from "@/lib/sessions/backend-token";

/** How a backend knows who calls. One file in `kinds/` describes one. */
export type BackendKind = {
  /** Of the `Authorization` header (RFC 9110 section 11.6.2). */
  scheme: string;
  /**
   * How the backend's own token is had for an id token; without it, the cloud's access token is sent.
   *
   * @throws Failure `backend_…`
   */
  exchange?: (base: URL, idToken: string) => Promise<BackendToken>;
  /** Paths below the base that are between the two servers: browsers are kept from them. */
  reserved?: string[];
  /**
   * Makes a token of the backend worthless, once its session is over.
   *
   * @throws Failure `backend_…`
   */
  drop?: (base: URL, token: string) => Promise<void>;
};
