/** What can be validated against the emulator, and the names of the tests that show it, with `…` for what varies. */
export type Claims = { title: string; claims: { claim: string; tests: string[] }[] };

export const CLAIMS: Claims[] = [
  {
    title: "Passkeys and sign-in",
    claims: [
      {
        claim:
          "The unmodified SDK registers, binds a passkey, signs in and signs out in a real browser.",
        tests: ["16: a user registers, signs out and in again, and no cache keeps their pages"],
      },
      {
        claim: "A key that did not sign cannot be bound, and a forged attestation binds nothing.",
        tests: [
          "a key that did not sign the binding cannot be bound",
          "a forged attestation binds nothing",
        ],
      },
      {
        claim: "An assertion needs the passkey's own key, a trusted origin and a verified user.",
        tests: [
          "a key that was never bound cannot sign in",
          "an assertion made on another site cannot sign in",
          "an assertion without user verification cannot sign in",
        ],
      },
      {
        claim: "A cloned authenticator is noticed.",
        tests: ["a cloned authenticator, whose counter does not increase, cannot sign in"],
      },
      {
        claim: "A challenge is answered once, in its own sign-in, within 15 minutes.",
        tests: [
          "a wrong response uses up the challenge, so there is no second try",
          "the challenge of one transaction is refused in another",
          "a sign-in that takes more than 15 minutes is refused",
        ],
      },
      {
        claim: "A binding link works once, and not after a revocation or seven days.",
        tests: [
          "a binding token works once",
          "a revoked job binds nothing",
          "a link older than seven days binds nothing",
        ],
      },
      {
        claim: "Suspended and deleted users and revoked passkeys are denied.",
        tests: [
          "a suspended identity cannot sign in",
          "a deleted identity cannot sign in",
          "a revoked passkey cannot sign in",
        ],
      },
      {
        claim: "A mailed code works once, for its own address, for 10 minutes and three tries.",
        tests: [
          "a code is valid only for the address that it was mailed to",
          "a code works for 10 minutes by the emulator's clock",
          "the third wrong code ends the sign-in",
        ],
      },
    ],
  },
  {
    title: "OpenID Connect",
    claims: [
      {
        claim: "A client that was made through the API signs users in by code and PKCE.",
        tests: ["a person signs in to an application that was made through the API"],
      },
      {
        claim: "Clients in Node.js and Python sign a user in, with libraries of their own.",
        tests: ["the client signs a user in by code and PKCE"],
      },
      {
        claim: "The strict clients `openid-client` and `oauth4webapi` find nothing to object to.",
        tests: [
          "openid-client is strict: it refuses an id_token with …",
          "openid-client introspects a user's tokens, before and after an administrator revokes them",
          "oauth4webapi gets, introspects and revokes tokens of a machine",
        ],
      },
      {
        claim:
          "Where it differs from `oidc-provider` on the same dialogue, the difference is explained.",
        tests: ["each difference is one of the steps, and is explained"],
      },
      {
        claim:
          "An issuer can misbehave in each way of [this list](misbehaviours.md), and this repository's app refuses it.",
        tests: ["3: an issuer that misbehaves by … is refused"],
      },
      {
        claim: "The redirect URI is compared letter for letter. No other one is redirected to.",
        tests: [
          "only a redirect URI of the application is known, with its query letter for letter",
        ],
      },
      {
        claim: "PKCE is enforced as the application says: S256, plain or disabled.",
        tests: [
          "PKCE by S256 accepts neither a missing nor a plain challenge",
          "PKCE by plain takes the verifier itself as the challenge",
          "without PKCE a code needs no verifier, and a verifier without a challenge is refused",
        ],
      },
      {
        claim: "A public client has no secret and needs PKCE.",
        tests: ["a public client names itself, needs PKCE and has no secret"],
      },
      {
        claim: "A code works once. Its second use revokes the tokens of the first.",
        tests: [
          "10: a code works once",
          "10: a code that comes a second time costs the first one's tokens",
        ],
      },
      {
        claim: "A refresh token rotates. Its second use revokes all tokens of the sign-in.",
        tests: [
          "a rotating refresh token returns a new one at each use",
          "a second use of a rotated token revokes all tokens of its sign-in",
        ],
      },
      {
        claim: "Scopes, subject and token format follow the application's settings.",
        tests: [
          "only scopes that the application allows are granted",
          "an identity without the field that is the subject gets no tokens",
          "a referential token says nothing itself, and works until it is revoked",
        ],
      },
      {
        claim: "Only pages of trusted origins can read responses (CORS).",
        tests: ["only pages of trusted origins may read what the application says"],
      },
      {
        claim: "A rotated signing key signs at once, and earlier tokens stay valid.",
        tests: ["after a rotation the new key signs, and tokens of the old one stay valid"],
      },
      {
        claim: "Introspection and revocation agree with what the endpoints accept.",
        tests: [
          "revoked tokens are not active",
          "a revoked access token is refused, and its refresh token still works",
        ],
      },
    ],
  },
  {
    title: "Management API",
    claims: [
      {
        claim: "Each operation is answered, or declined with a 501 that names it.",
        tests: ["each published operation is either emulated or answered with 501 that names it"],
      },
      {
        claim:
          "Each operation refuses a request without a token, with a narrow one, and for another tenant.",
        tests: ["it is refused without a token, with a narrow one, and for a foreign tenant"],
      },
      {
        claim: "Each operation refuses unknown ids, malformed bodies and made-up page tokens.",
        tests: [
          "each id in its path must be known",
          "a body that is not JSON is malformed, and a field that is wrong is named",
          "a page token that was made up is refused",
        ],
      },
      {
        claim: "Requests and responses have the published form, where the document is at hand.",
        tests: ["request and response are …"],
      },
      {
        claim: "Page tokens keep filter and size, and a page has at most 200 items.",
        tests: [
          "a page token keeps its filter",
          "a page has at most 200 items, even if more are requested",
        ],
      },
      {
        claim: "What is in use stays, and the 409 names what is in the way.",
        tests: [
          "what an application uses stays, and names the application",
          "what has members or scopes stays, and names what is in the way",
          "a realm is deleted only when nothing is in it, and its name is its own",
        ],
      },
      {
        claim: "Managed resources are read-only.",
        tests: ["what Beyond Identity manages can be read, and neither changed nor deleted"],
      },
      {
        claim: "Members may be added and taken away twice.",
        tests: ["members of a group are added and taken away, twice as well as once, …"],
      },
    ],
  },
  {
    title: "Your tests",
    claims: [
      {
        claim: "Emulators share nothing, so each worker can have its own.",
        tests: ["two emulators side by side share no state"],
      },
      {
        claim: "A Playwright fixture gives you a signed-in user on an emulator of your worker.",
        tests: ["a page of an unconfirmed session works after one click when the cloud is back"],
      },
      {
        claim: "A Vitest process reaches the emulator at the vendor's own host names.",
        tests: ["this process's own requests to the vendor's hosts are answered"],
      },
      {
        claim: "A printed seed makes the same world again, ids included.",
        tests: ["the running world is printed as a seed, and a start with it makes the same world"],
      },
      {
        claim: "A snapshot comes back as often as you like, and passkeys still work.",
        tests: ["a snapshot comes back with people whose passkeys work, as often as one likes"],
      },
      {
        claim: "Input that nothing reads is listed, so that no test relies on it.",
        tests: ["what was sent and nothing read is listed by operation, until a reset"],
      },
      {
        claim: "The clock moves while the emulator runs, and a reset returns everything.",
        tests: [
          "the clock is advanced, set and returned to real time",
          "a reset forgets people, mail, faults, requests and the moved clock, but keeps the keys",
        ],
      },
      {
        claim: "Faults can be planted and counted, and the journal gives each refusal's reason.",
        tests: [
          "a planted fault answers until it is removed",
          "both are in the journal with a reason",
        ],
      },
      {
        claim: "No web page and no other machine reaches it.",
        tests: ["DNS rebinding: a foreign host name gets 403 from every route"],
      },
    ],
  },
];
