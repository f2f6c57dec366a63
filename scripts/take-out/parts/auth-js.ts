import type { Part } from "../part.ts";

const TYPES = ['"next-auth"', '"@/lib/auth/auth-types"'] as const;
const COOKIES = ['"next-auth/jwt"', '"@/lib/auth/cookies/sealed-cookie"'] as const;

/** docs/exit.md describes it. */
export const authJs: Part = {
  what: "Auth.js, with openid-client in its place",
  deletes: [
    "app/account/developer/session-example.tsx",
    "lib/auth/auth-providers.ts",
    "lib/providers/guarded-provider.test.ts",
    "scripts/bench/apps/auth-js",
    "scripts/take-out/sealed-cookie.test.ts",
    "tests/e2e/auth/auth-clients.e2e.ts",
    "tests/e2e/support/auth-clients-entry.tsx",
    "tests/e2e/support/auth-clients.ts",
  ],
  adds: "examples/leave-auth-js",
  packages: { removes: ["next-auth", "@auth/core"], moves: ["openid-client"] },
  edits: {
    "app/account/developer/page.tsx": [
      TYPES,
      ['import { SessionExample } from "@/app/account/developer/session-example";\n', ""],
      [
        `      <SectionCard title="In a client component">
        <SessionExample session={publicSession(account)} />
      </SectionCard>
`,
        "",
      ],
      ['import type { Session } from "@/lib/auth/auth-types";\n', ""],
      [
        `
/** The session in the form that \`/api/auth/session\` sends to the browser. */
function publicSession({ identityId, name, email, expiresAt }: Account): Session {
  return { user: { id: identityId, name, email }, expires: expiresAt.toISOString() };
}
`,
        "",
      ],
      ["import { type Account, requireAccount }", "import { requireAccount }"],
    ],
    "lib/auth/admit-sign-in.test.ts": [TYPES],
    "lib/auth/admit-sign-in.ts": [TYPES],
    "lib/auth/begin-session.ts": [TYPES],
    "lib/auth/cookies/auth-cookies.ts": [
      ['import type { NextAuthConfig } from "next-auth";\n', ""],
      ['import { cookiesOf, decodedValue } from "@/lib/auth/cookies/cookie-header";\n', ""],
      ['import { authCookieNames } from "@/lib/auth/cookies/cookie-names";\n', ""],
      [
        `
/**
 * @param appOrigin where users reach the app
 * @param received headers of the request that Auth.js answers
 * @returns the cookie options for Auth.js, with this app's names
 */
export function authCookies(appOrigin: string, received: Headers): NextAuthConfig["cookies"] {
  const options = authCookieOptions(appOrigin);
  const names = authCookieNames(appOrigin);
  const { signIn: _, ...ofAuthJs } = names;
  const named = {
    ...ofAuthJs,
    callbackUrl: callbackUrlName(names.callbackUrl, received, appOrigin),
  };
  return Object.fromEntries(Object.entries(named).map(([key, name]) => [key, { name, options }]));
}

/**
 * Auth.js answers every request with an error when this cookie does not hold an address. Then it gets a name that no
 * cookie has.
 */
function callbackUrlName(name: string, received: Headers, appOrigin: string): string {
  const sent = cookiesOf(received).find((cookie) => cookie.name === name);
  if (!sent) return name;
  const target = decodedValue(sent);
  const isOwn = URL.canParse(target) && new URL(target).origin === appOrigin;
  return isOwn ? name : \`\${name}.unread\`;
}
`,
        "",
      ],
    ],
    "lib/auth/cookies/session-cookie.ts": [COOKIES],
    "lib/auth/cookies/sign-in-cookie.ts": [COOKIES],
    "lib/auth/logger.ts": [['"next-auth"', '"@/lib/auth/auth-error"']],
    "lib/auth/own-auth.ts": [TYPES, ["function asSession", "export function asSession"]],
    "lib/auth/own-sign-in.ts": [
      ['import type { NextAuthResult } from "next-auth";\n', ""],
      [
        'begin: NextAuthResult["signIn"]',
        "begin: (provider: string, options: SignInOptions, parameters: Record<string, string>) => Promise<string>",
      ],
      ["const address: string = await begin(", "const address = await begin("],
    ],
    "lib/operation/check-application.ts": [
      [
        `  const { authorization } = beyondIdentity(env);
  return typeof authorization === "object" ? String(authorization.params?.scope) : "openid";
`,
        `  return beyondIdentity(env).parameters.scope ?? "openid";
`,
      ],
    ],
    "lib/providers/providers.ts": [
      ['import GitHub from "next-auth/providers/github";\n', ""],
      [
        'import { configuredOidc } from "@/lib/providers/configured-oidc";\n',
        'import { configuredOidc } from "@/lib/providers/configured-oidc";\nimport { gitHub } from "@/lib/providers/github";\n',
      ],
      ["guardProvider(GitHub(github)", "guardProvider(gitHub(github)"],
    ],
    "tests/security/client.test.ts": [
      COOKIES,
      [
        "  const profile = (await beyondIdentity(getEnv()).profile?.(claims, {})) ?? {};\n",
        "  const profile = beyondIdentity(getEnv()).userFrom(claims);\n",
      ],
    ],
    "tests/security/session-truth.test.ts": [COOKIES],
    "tests/security/take-over-by-session.test.ts": [COOKIES],
  },
};
