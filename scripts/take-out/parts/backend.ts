import type { Part } from "../part.ts";

/** The column of the backend's token and its kind of task stay, so that the migrations fit. */
export const backend: Part = {
  what: "the backend proxy, and the exchange of tokens with a backend",
  deletes: [
    "app/account/developer/actions.ts",
    "app/account/developer/backend-panel.tsx",
    "app/api/backend",
    "lib/backend",
    "lib/sessions/backend-authorization.ts",
    "lib/sessions/backend-token.ts",
    "lib/use-cases/ask-backend.ts",
    "lib/use-cases/call-backend.ts",
    "lib/use-cases/fetch-backend.ts",
    "tests/e2e/backends",
    "tests/integration/backend-deadline.test.ts",
    "tests/integration/fetch-backend.test.ts",
    "tests/integration/no-backend.test.ts",
    "tests/races/closing-links.test.ts",
    "tests/races/closing-sessions.test.ts",
    "tests/races/support/closing-ways-in.ts",
    "tests/security/backend-exchange.test.ts",
    "tests/security/backend-token.test.ts",
    "tests/security/secret-rotation.test.ts",
  ],
  variables: ["BACKEND_URL", "BACKEND_KIND", "BACKEND_TIMEOUT_SECONDS", "BACKEND_EXCHANGE_SECRET"],
  edits: {
    "app/account/developer/page.tsx": [
      ['import { BackendPanel } from "@/app/account/developer/backend-panel";\n', ""],
      ['import { getEnv } from "@/lib/env/env";\n', ""],
      [
        `      {account.issuer === getEnv().issuer && (
        <SectionCard title="Your backend">
          {getEnv().backend ? <BackendPanel /> : <NoBackend />}
        </SectionCard>
      )}
`,
        "",
      ],
      [
        `
function NoBackend() {
  return (
    <p className="text-muted">
      No backend is connected. Set <code className="text-ink">BACKEND_URL</code> to the address of
      yours, as <code className="text-ink">docs/backends.md</code> describes.
    </p>
  );
}
`,
        "",
      ],
    ],
    "lib/auth/begin-session.ts": [
      ['import { configuredBackend } from "@/lib/backend/kinds/configured-backend";\n', ""],
      ['import { sealBackendToken } from "@/lib/sessions/backend-token";\n', ""],
      [
        " * @throws Failure `backend_…` when the backend refuses the sign-in. No session is created then.\n",
        "",
      ],
      [
        "    if (isOurs) session.backendToken = await exchangeForBackend(session.id, account);\n",
        "",
      ],
      [
        `/** @returns the backend's own token as one JWE, or null when the backend issues none. */
async function exchangeForBackend(sessionId: string, { id_token }: Account) {
  const backend = configuredBackend();
  if (!backend?.kind.exchange || !id_token) return null;
  try {
    return await sealBackendToken(sessionId, await backend.kind.exchange(backend.url, id_token));
  } catch (error) {
    if (error instanceof Failure) noteAuthFailure(error.code);
    throw error;
  }
}

`,
        "",
      ],
    ],
    "lib/operation/start-up.ts": [
      ['import { configuredBackend } from "@/lib/backend/kinds/configured-backend";\n', ""],
      ["    configuredBackend();\n", ""],
    ],
    "lib/operation/task-handlers.ts": [
      [
        'import { dropBackendToken, revokeTokens } from "@/lib/sessions/revoke-tokens";',
        'import { revokeTokens } from "@/lib/sessions/revoke-tokens";',
      ],
      ["drop_backend_token: dropBackendToken,", "drop_backend_token: async () => undefined,"],
    ],
    "lib/sessions/revoke-tokens.ts": [
      ['import { configuredBackend } from "@/lib/backend/kinds/configured-backend";\n', ""],
      ['import { backendTokenOf } from "@/lib/sessions/backend-token";\n', ""],
      [
        `
/**
 * Has the backend drop its own token of an ended session.
 *
 * @throws Failure \`backend_…\` when the outbox must retry
 */
export const dropBackendToken: Handlers["drop_backend_token"] = async (payload) => {
  const { sessionId, backendToken, ...owner } = payload;
  const backend = configuredBackend();
  if (!backend?.kind.revokeToken) return;
  const kept = await backendTokenOf({ id: sessionId, backendToken });
  if (!kept) return recordEvent("revocation_failed", { owner, sessionId, reason: "cannot_open" });
  await backend.kind.revokeToken(backend.url, kept.token);
};
`,
        "",
      ],
    ],
    "next.config.ts": [
      [
        `    {
      // These headers win over those of the route. The last match counts.
      source: "/api/backend/:path*",
      headers: [{ key: "Content-Security-Policy", value: \`\${NOTHING}; sandbox\` }],
    },
`,
        "",
      ],
    ],
    "tests/support/in-process/app.ts": [
      ['import * as backend from "@/app/api/backend/[...path]/route";\n', ""],
      [
        '  if (place === "backend") return backend.GET(request, { params: Promise.resolve({ path }) });\n',
        "",
      ],
    ],
  },
};
