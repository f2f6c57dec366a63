import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import type { StoryEvent } from "./stories.ts";
import type { ToldEvent } from "./story-events.ts";

async function storyWorld() {
  const world = await createSignInWorld();
  const stories = () => world.emulator.journal.stories();
  return { ...world, stories, newest: () => stories()[0] ?? expect.fail("there is no story") };
}

const told = (events: StoryEvent[]) => events.map(({ type, outcome }) => `${type} ${outcome}`);
const passed = (events: StoryEvent[]) =>
  events.flatMap(({ checks }) => checks.filter((check) => check.passed).map(({ name }) => name));

test("a sign-in is one story in the vendor's words, from the request to the userinfo", async () => {
  const { signIn, userinfo, newest } = await storyWorld();
  await userinfo((await signIn()).access_token);
  const story = newest();
  expect(story).toMatchObject({ kind: "sign_in", outcome: "succeeded", person: "ada@example.com" });
  expect(told(story.events)).toEqual([
    "AUTHORIZE_REQUEST ACCEPTED",
    "AuthenticationTransaction START",
    "AuthenticationTransaction SUSPEND",
    "AuthenticationTransaction RESUME",
    "PolicyEvaluation ALLOW",
    "AuthenticationTransaction COMPLETE:ALLOW",
    "GrantOperation CREATE",
    "TokenRequest ACCEPTED",
    "TokenOperation CREATE",
    "UserinfoRead ACCEPTED",
  ]);
  expect(new Set(story.events.map(({ correlation_id }) => correlation_id))).toEqual(
    new Set([story.correlation_id]),
  );
  expect(passed(story.events)).toEqual(
    expect.arrayContaining([
      ...["Redirect URI", "PKCE challenge", "Challenge (nonce)", "Audience", "Signature"],
      ...["Client authentication", "PKCE verifier", "Expiry"],
    ]),
  );
});

test("a sign-in shows its decoded challenge, assertion and id_token", async () => {
  const { signIn, newest, issuer } = await storyWorld();
  await signIn();
  const shown = Object.assign({}, ...newest().events.map((event) => event.shown));
  expect(JSON.parse(JSON.stringify(shown))).toMatchObject({
    Challenge: { authn: { action: { prove: { nonce: expect.stringMatching(/^.{8}…$/) } } } },
    Assertion: { header: { alg: "ES256" }, claims: { flow_type: "embedded" } },
    id_token: { header: { alg: "RS256" }, claims: { iss: issuer, email: "ada@example.com" } },
  });
});

test("a binding is one story, from the job to the passkey and its revocation", async () => {
  const { stories, api, identity, passkey } = await storyWorld();
  await api("POST", `/identities/${identity.id}/credentials/${passkey.id}:revoke`);
  const story = stories().find(({ kind }) => kind === "binding");
  expect(story).toMatchObject({ outcome: "succeeded", identity_id: identity.id });
  expect(told(story?.events ?? [])).toEqual([
    "BindingJob CREATE",
    "BindingJob READ",
    "BindingJob READ",
    "CredentialChange BIND",
    "CredentialChange REVOKE",
  ]);
});

test("a refresh is a story of its own that names its sign-in", async () => {
  const { signIn, redeem, newest } = await storyWorld();
  const { refresh_token } = await signIn();
  const signedIn = newest();
  await redeem("", { grant_type: "refresh_token", code: undefined, refresh_token });
  expect(newest()).toMatchObject({
    ...{ kind: "refresh", outcome: "succeeded", follows: signedIn.id, person: "ada@example.com" },
  });
  expect(told(newest().events)).toEqual(["TokenRequest ACCEPTED", "TokenOperation CREATE"]);
});

test("a second use of a refresh token is refused, and the story tells what it revoked", async () => {
  const { signIn, redeem, newest } = await storyWorld();
  const refresh = { grant_type: "refresh_token", code: undefined };
  const { refresh_token } = await signIn();
  await redeem("", { ...refresh, refresh_token });
  await redeem("", { ...refresh, refresh_token });
  expect(newest()).toMatchObject({
    outcome: "refused",
    reason: expect.stringContaining("was used before"),
    events: [
      { type: "GrantOperation", outcome: "DELETE" },
      { type: "TokenRequest", error: "invalid_grant" },
    ],
  });
});

test("a refused request names the rule that failed, and none that was not reached", async () => {
  const { code, redeem, newest } = await storyWorld();
  await redeem(await code(), { code_verifier: "x".repeat(43) });
  const { events, ...story } = newest();
  expect(story).toMatchObject({
    ...{ outcome: "refused", reason: expect.stringContaining("code_verifier does not match") },
  });
  const request = events.at(-1) ?? expect.fail("there is no event");
  expect(request).toMatchObject({ type: "TokenRequest", outcome: "ERROR", error: "invalid_grant" });
  expect(request.checks.at(-1)).toEqual({ name: "PKCE verifier", passed: false });
  expect(request.checks.filter((check) => !check.passed)).toHaveLength(1);
});

test("an invalid sign-in request is refused with its error", async () => {
  const { authorize, newest } = await storyWorld();
  await authorize({ scope: "email" });
  expect(newest()).toMatchObject({
    ...{ kind: "sign_in", outcome: "refused", reason: "scope does not contain openid" },
    events: [{ type: "AUTHORIZE_REQUEST", outcome: "ERROR", error: "invalid_scope" }],
  });
});

test("a suspended user's sign-in ends with what the policy decided", async () => {
  const { emulator, code, newest } = await storyWorld();
  for (const identity of emulator.store.state.identities) identity.status = "suspended";
  await expect(code()).rejects.toThrow();
  expect(told(newest().events).slice(-2)).toEqual([
    "PolicyEvaluation DENY",
    "AuthenticationTransaction COMPLETE:DENY",
  ]);
  expect(newest()).toMatchObject({ outcome: "refused", reason: "the identity is suspended" });
});

test("a planted fault is told where it struck", async () => {
  const { emulator, code, redeem, newest } = await storyWorld();
  const fault = emulator.faults.plant({ match: { path: "/token" }, status: 503 });
  await redeem(await code());
  expect(newest().events).toMatchObject([{ type: "TokenRequest", outcome: "ERROR", fault }]);
});

test("stories and their events are bounded, and the oldest go first", async () => {
  const { emulator, stories } = await storyWorld();
  const { journal } = emulator;
  const entry = { at: "", method: "GET", path: "/", status: 200, duration_ms: 1 };
  for (let count = 0; count < 230; count += 1) {
    const keys = [count < 210 ? `key-${count}` : "key-209"];
    const message = {
      headers: journal.entries()[0]?.request?.headers ?? expect.fail("no headers"),
    };
    const told = { events: Array.from({ length: 5 }, userinfoRead), keys, subject: {} };
    journal.record({ ...entry, request: message, told });
  }
  expect(stories()).toHaveLength(200);
  expect(stories()[0]?.events).toHaveLength(60);
});

function userinfoRead(): ToldEvent {
  return { type: "UserinfoRead", outcome: "READ", checks: [], shown: {} };
}
