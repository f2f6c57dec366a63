/** A statement about security that holds here. */
export type SecurityPoint = {
  title: string;
  /** What no test covers, with the reason. A point without a test needs this. */
  notCovered?: string;
};

/** Points that belong together, by the number that begins the names of their tests. */
export type SecurityGroup = { title: string; points: Record<number, SecurityPoint> };

/** The checklist of `docs/security.md`. */
export const SECURITY_GROUPS: SecurityGroup[] = [
  {
    title: "Protocol",
    points: {
      1: {
        title:
          "Every sign-in request carries PKCE, `state` and, with OpenID Connect, `nonce`. They are new for each attempt and bound to the browser.",
      },
      2: {
        title: "A callback with a wrong, missing, replayed or foreign `state` signs no user in.",
      },
      3: { title: "An id token that is forged, expired or meant for another client is refused." },
      4: {
        title:
          "An issuer over plain http is refused unless it is on this machine. A discovery document that names another issuer is refused.",
      },
      5: { title: "The redirect URI is one exact address, and a callback leads to no other site." },
      6: {
        title:
          "An account is an issuer and a subject. A changed name or address neither changes it nor merges it with another.",
      },
      7: { title: "The app requests the scopes that it uses, and no others." },
      8: {
        title:
          "The client secret goes to the token endpoint alone, and is in nothing that browsers download.",
      },
      9: {
        title:
          "A malformed header or cookie never counts as a session. What one provider's sign-in leaves behind opens nothing at another.",
      },
      10: {
        title:
          "The emulator redeems a code once. A second attempt revokes the tokens of the first.",
      },
    },
  },
  {
    title: "Session",
    points: {
      11: { title: "Every sign-in creates a new session id." },
      12: {
        title:
          "The session cookie is `HttpOnly` and `SameSite=Lax`. On https it is `Secure` and bound to its host.",
      },
      13: { title: "The server ends a session at an idle limit and at an absolute limit." },
      14: {
        title:
          "A copied cookie is refused after a sign-out, a revoked passkey or a disabled identity.",
      },
      15: { title: "Users see their sessions and can end each of them after a fresh sign-in." },
      16: {
        title:
          "No cache keeps pages or JSON about an account. Back shows nothing after a sign-out.",
      },
    },
  },
  {
    title: "Accounts and recovery",
    points: {
      19: {
        title:
          "Registering and recovering answer known and unknown addresses alike, in words and in time.",
      },
      20: {
        title: "A binding link goes to its owner alone, and expires after 15 minutes.",
        notCovered:
          "a link is not bound to the browser that requested it, because the new device is often another one.",
      },
      21: { title: "Opening a mailed link changes nothing until the user clicks." },
      22: {
        title:
          "`/bind` shows whose passkey it creates, and asks first when another user is signed in.",
      },
      23: {
        title:
          "Adding or revoking a passkey needs a fresh sign-in. The last passkey stays when there is no address to recover with.",
        notCovered:
          "users get no mail about it, because the starter has no mailer of its own. The account page shows it.",
      },
      24: {
        title: "The SDK receives links and requests of this tenant, realm and origin alone.",
      },
    },
  },
  {
    title: "Requests",
    points: {
      25: {
        title:
          "Registering, recovering, signing in, refreshing and mail have limits for each address and each account.",
      },
      26: { title: "A request from another site changes nothing." },
      27: {
        title: "A request that claims to come from the proxy gets no further (CVE-2025-29927).",
      },
      28: {
        title:
          "In production the Content Security Policy allows no inline or evaluated script. Only pages that load the SDK may compile WebAssembly.",
      },
      29: { title: "After a sign-in or a sign-out the app leads to its own paths alone." },
    },
  },
  {
    title: "Tokens and backends",
    points: {
      17: { title: "No token reaches a browser or the log." },
      18: {
        title:
          "Requests at the same time cause one refresh. A refresh token that was used elsewhere ends the session.",
      },
      30: { title: "A backend receives its token and the listed headers, never cookies." },
      31: {
        title:
          "The example backends check signature, issuer, audience, times, scope and type of a token. With introspection, a revoked token is refused at once.",
      },
    },
  },
  {
    title: "Operation",
    points: {
      32: {
        title:
          "A production build holds nothing of the emulator. The app refuses to mix the emulator with Beyond Identity's cloud.",
      },
      33: {
        title:
          "Every event of an account is in the log with a correlation id, and without secrets.",
      },
      34: {
        title:
          "A build keeps no secret. The server refuses weak secrets at its start, and a rotation signs no user out.",
      },
    },
  },
];
