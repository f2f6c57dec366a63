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

type RefusalDetails = {
  /** That the token would have needed. */
  scope?: string;
  /** Never with anything that was sent. */
  logLine?: string;
};

/** A refusal that the caller may read. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly code: ApiErrorCode,
    message: string,
    private readonly details: RefusalDetails = {},
  ) {
    super(message);
  }

  /** A line for those who run this service, who have something to mend; null where there is nothing. */
  get logLine(): string | null {
    return this.details.logLine ?? null;
  }

  get status(): number {
    return STATUS[this.code];
  }

  /** @returns the challenge (RFC 6750 section 3), or null where the token is not to blame. */
  get challenge(): string | null {
    if (this.code === "token_missing") return "Bearer";
    if (this.status !== 401 && this.status !== 403) return null;
    const scope = this.details.scope === undefined ? "" : `, scope="${this.details.scope}"`;
    return `Bearer error="${this.code}", error_description="${this.message}"${scope}`;
  }
}
