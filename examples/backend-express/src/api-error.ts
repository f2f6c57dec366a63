/** Why a request is refused, in the words of RFC 6750 section 3.1 where it has some. */
export type ApiErrorCode =
  | "token_missing"
  | "invalid_token"
  | "insufficient_scope"
  | "issuer_unavailable"
  | "not_found"
  | "internal_error";

const STATUS: Record<ApiErrorCode, number> = {
  token_missing: 401,
  invalid_token: 401,
  insufficient_scope: 403,
  issuer_unavailable: 503,
  not_found: 404,
  internal_error: 500,
};

/** A refusal that the caller may read. */
export class ApiError extends Error {
  override name = "ApiError";

  /** @param scope that the token would have needed */
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly scope?: string,
  ) {
    super(message);
  }

  get status(): number {
    return STATUS[this.code];
  }

  /** @returns the challenge (RFC 6750 section 3), or null where the token is not to blame. */
  get challenge(): string | null {
    if (this.code === "token_missing") return "Bearer";
    if (this.status !== 401 && this.status !== 403) return null;
    const scope = this.scope === undefined ? "" : `, scope="${this.scope}"`;
    return `Bearer error="${this.code}", error_description="${this.message}"${scope}`;
  }
}
