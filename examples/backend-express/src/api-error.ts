/** Why a request is refused, with the codes of RFC 6750 section 3.1 where it has one. */
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
  /** The scope that the token lacks. */
  scope?: string;
  /** A sentence that never quotes the request. */
  logLine?: string;
};

/** A refusal that is sent to the caller. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly code: ApiErrorCode,
    message: string,
    private readonly details: RefusalDetails = {},
  ) {
    super(message);
  }

  /** A hint for the operator, or null where there is nothing to fix. */
  get logLine(): string | null {
    return this.details.logLine ?? null;
  }

  get status(): number {
    return STATUS[this.code];
  }

  /** @returns the challenge (RFC 6750 section 3), or null where the token is not the reason. */
  get challenge(): string | null {
    if (this.code === "token_missing") return "Bearer";
    if (this.status !== 401 && this.status !== 403) return null;
    const scope = this.details.scope === undefined ? "" : `, scope="${this.details.scope}"`;
    return `Bearer error="${this.code}", error_description="${this.message}"${scope}`;
  }
}
