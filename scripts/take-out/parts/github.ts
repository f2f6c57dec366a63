import type { Part } from "../part.ts";

export const github: Part = {
  what: "signing in with GitHub",
  deletes: ["tests/security/other-providers.test.ts"],
  variables: ["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"],
  edits: {
    ".env.example": [
      [
        `# A GitHub OAuth app. Its callback address is AUTH_URL + /api/auth/callback/github.
# AUTH_GITHUB_ID=
# AUTH_GITHUB_SECRET=
`,
        "",
      ],
    ],
    "lib/beyond-identity/cloud/management-api.test.ts": [["  github: null,\n", ""]],
    "lib/env/env.ts": [
      [
        `  /** A GitHub OAuth app to sign in with. Null without one. */
  github: { clientId: string; clientSecret: string } | null;
`,
        "",
      ],
      ["    github: githubApp(variables),\n", ""],
      [
        `function githubApp({ AUTH_GITHUB_ID: clientId, AUTH_GITHUB_SECRET: clientSecret }: Variables) {
  if (clientId && clientSecret) return { clientId, clientSecret };
  requireThat(!clientId && !clientSecret, () =>
    invalidVariable(
      clientId ? "AUTH_GITHUB_SECRET" : "AUTH_GITHUB_ID",
      "is not set, but the other AUTH_GITHUB variable is",
    ),
  );
  return null;
}

`,
        "",
      ],
    ],
    "lib/env/env.test.ts": [
      ["a backend and a GitHub app are taken when they are whole", "a backend is taken"],
      [
        `    AUTH_GITHUB_ID: "id",
    AUTH_GITHUB_SECRET: "secret",
`,
        "",
      ],
      ['  expect(env.github).toEqual({ clientId: "id", clientSecret: "secret" });\n', ""],
      ["backendTimeoutMs: 10_000, github: null", "backendTimeoutMs: 10_000"],
      [
        `  ["half of a GitHub app", { AUTH_GITHUB_ID: "id" }, "AUTH_GITHUB_SECRET"],
  ["the other half of one", { AUTH_GITHUB_SECRET: "secret" }, "AUTH_GITHUB_ID"],
`,
        "",
      ],
    ],
    "lib/env/variables.ts": [
      [
        `  AUTH_GITHUB_ID: text.optional(),
  AUTH_GITHUB_SECRET: text.optional(),
`,
        "",
      ],
    ],
    "lib/providers/providers.ts": [
      ['import GitHub from "next-auth/providers/github";\n', ""],
      ["const { github, oidc } = env;", "const { oidc } = env;"],
      [
        '    ...(github ? [guardProvider(GitHub(github), { issuer: "https://github.com" })] : []),\n',
        "",
      ],
    ],
    "lib/providers/providers.test.ts": [
      [
        `    AUTH_GITHUB_ID: "id",
    AUTH_GITHUB_SECRET: "secret",
`,
        "",
      ],
      ['{ id: "github" }, ', ""],
      ['test.each([ISSUER, "https://github.com"])(', "test.each([ISSUER])("],
    ],
    "scripts/doctor/missing-variables.ts": [
      ['  { any: /^AUTH_GITHUB_/, all: ["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"] },\n', ""],
    ],
  },
};
