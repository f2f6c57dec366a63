import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";

async function controlWorld() {
  const world = await createSignInWorld();
  const read = async (path: string) => {
    const request = new Request(`${world.emulator.origins.auth}/_emulator/${path}`);
    const response = await world.call(request);
    return { status: response.status, body: response.ok ? await response.json() : undefined };
  };
  return { ...world, read };
}

test("stories are listed by kind, and read one by one", async () => {
  const { read, signIn } = await controlWorld();
  await signIn();
  const { stories } = (await read("stories?kind=sign_in")).body;
  expect(stories).toMatchObject([{ kind: "sign_in", outcome: "succeeded" }]);
  expect((await read(`stories/${stories[0].id}`)).body).toEqual(stories[0]);
  expect((await read("stories")).body.stories.length).toBeGreaterThan(1);
  expect((await read("stories/story-0")).status).toBe(404);
});

test("the events of one sign-in are found by its correlation id, as in the vendor's log", async () => {
  const { read, signIn } = await controlWorld();
  await signIn();
  await signIn();
  const { events: begun } = (await read("events?type=AUTHORIZE_REQUEST")).body;
  expect(begun).toHaveLength(2);
  const { events } = (await read(`events?correlation_id=${begun[1].correlation_id}`)).body;
  expect(new Set(events.map(({ story }: { story: string }) => story)).size).toBe(1);
  expect(events.at(-1)).toEqual(begun[1]);
  expect(events[0]).toMatchObject({ type: "TokenOperation", outcome: "CREATE" });
});

test("a request is read with its masked bodies, and names its story", async () => {
  const { read, signIn } = await controlWorld();
  await signIn();
  const [listed] = (await read("requests")).body.requests;
  expect(listed).not.toHaveProperty("request");
  const { body } = await read(`requests/${listed.id}`);
  expect(body).toMatchObject({
    ...listed,
    request: { headers: { authorization: "Basic ***" }, body: { code: "***" } },
    response: { body: { access_token: "***", token_type: "Bearer" } },
  });
  expect((await read(`stories/${body.story}`)).body.kind).toBe("sign_in");
  expect((await read("requests/request-0")).status).toBe(404);
});
