import { z } from "zod";

const isLoopback = ({ hostname }: URL) => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

const text = z.string({ error: "is not set" });
const address = z
  .url({
    protocol: /^https?$/,
    abort: true,
    error: ({ input }) => (input === undefined ? "is not set" : "is not an address"),
  })
  .refine((value) => new URL(value).protocol === "https:" || isLoopback(new URL(value)), {
    error: "must use https, unless it is on this machine",
  });

const issuer = address
  .refine((value) => !/[?#]/.test(value), {
    error: "must not have a query or a fragment: write the issuer as its tokens name it in `iss`",
  })
  .refine((value) => !/\/\.well-known(\/|$)/i.test(value), {
    error:
      "is the address of a document about the issuer: write what stands before /.well-known, as the document itself names it in `issuer`",
  });

const schema = z
  .object({
    PORT: z.coerce.number().int().default(4000),
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: text,
    OIDC_JWKS_URL: address.optional(),
    INTROSPECTION_URL: address.optional(),
    INTROSPECTION_CLIENT_ID: text.optional(),
    INTROSPECTION_CLIENT_SECRET: text.optional(),
  })
  .refine(
    ({
      INTROSPECTION_URL: url,
      INTROSPECTION_CLIENT_ID: id,
      INTROSPECTION_CLIENT_SECRET: secret,
    }) => !url || (id && secret),
    {
      path: ["INTROSPECTION_URL"],
      error: "needs INTROSPECTION_CLIENT_ID and INTROSPECTION_CLIENT_SECRET",
    },
  );

/** Introspects each token at the issuer, so that a revoked one is refused at once (RFC 7662). */
export type Introspection = { url: string; clientId: string; clientSecret: string };

export type Settings = {
  port: number;
  /** Compared with `iss` character by character. */
  issuer: string;
  /** Identifier of this resource server, which tokens must name as their audience. */
  audience: string;
  jwksUrl: string;
  /** With null, a token is valid until it expires. */
  introspection: Introspection | null;
};

/**
 * @param source variables by name
 * @throws Error naming each variable that is missing or wrong
 */
export function readSettings(source: Record<string, string | undefined>): Settings {
  // An empty value counts as not set.
  const set = Object.entries(source).filter(([, value]) => value !== "");
  const parsed = schema.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
    throw new Error(problems.join("\n"));
  }
  const { PORT, OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URL } = parsed.data;
  return {
    port: PORT,
    issuer: OIDC_ISSUER,
    audience: OIDC_AUDIENCE,
    jwksUrl: OIDC_JWKS_URL ?? `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/jwks.json`,
    introspection: introspectionOf(parsed.data),
  };
}

function introspectionOf({
  INTROSPECTION_URL: url,
  INTROSPECTION_CLIENT_ID: clientId,
  INTROSPECTION_CLIENT_SECRET: clientSecret,
}: z.infer<typeof schema>): Introspection | null {
  return url && clientId && clientSecret ? { url, clientId, clientSecret } : null;
}
