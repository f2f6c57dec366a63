import { expect, test } from "vitest";
import { createWorld } from "../../tests/support/emulator-world.ts";
import { hexId } from "../cloud/store.ts";

function worldOf(count: number) {
  const world = createWorld();
  for (let index = 0; index < count; index += 1) {
    const username = `person-${index}`;
    world.emulator.store.state.identities.push({
      id: hexId(),
      realmId: "9f3c2e71d4b8a650",
      displayName: username,
      status: "active",
      traits: {
        type: "traits_v0",
        username,
        primary_email_address: index % 2 === 0 ? "even@example.com" : "odd@example.com",
      },
      createdAt: 0,
      updatedAt: 0,
    });
  }
  return async (query: string) => (await world.api("GET", `/identities${query}`)).json();
}

test("a page has 20 items by default and the total number", async () => {
  const page = await worldOf(21)("");
  expect(page.identities).toHaveLength(20);
  expect(page.total_size).toBe(21);
  expect(page.next_page_token).toEqual(expect.any(String));
});

test("the pages together contain each identity once, and the last has no token", async () => {
  const list = worldOf(5);
  const first = await list("?page_size=3");
  const second = await list(`?page_token=${first.next_page_token}`);
  const all = [...first.identities, ...second.identities];
  expect(new Set(all.map(({ id }) => id)).size).toBe(5);
  expect(second).not.toHaveProperty("next_page_token");
});

test("a page token keeps its filter", async () => {
  const list = worldOf(6);
  const filter = encodeURIComponent(`traits.primary_email_address eq "odd@example.com"`);
  const first = await list(`?filter=${filter}&page_size=1`);
  const second = await list(`?page_token=${first.next_page_token}`);
  expect(second).toMatchObject({ identities: [{ display_name: "person-3" }], total_size: 3 });
});

test("another filter than that of the page token is refused", async () => {
  const list = worldOf(6);
  const filterFor = (who: string) =>
    `filter=${encodeURIComponent(`traits.primary_email_address eq "${who}@example.com"`)}`;
  const first = await list(`?${filterFor("odd")}&page_size=1`);
  const [same, other] = [
    await list(`?page_token=${first.next_page_token}&${filterFor("odd")}`),
    await list(`?page_token=${first.next_page_token}&${filterFor("even")}`),
  ];
  expect(same).toMatchObject({ identities: [{ display_name: "person-3" }] });
  const description = "differs from that of the page token";
  expect(other).toMatchObject({
    code: "bad_request",
    details: [{ field_violations: [{ field: "filter", description }] }],
  });
});

test("a page has at most 200 items, even if more are requested", async () => {
  expect((await worldOf(201)("?page_size=500")).identities).toHaveLength(200);
});

test("skip leaves out the first ones", async () => {
  const page = await worldOf(3)("?skip=2");
  expect(page.identities).toMatchObject([{ display_name: "person-2" }]);
});

for (const [query, field, description] of [
  ["?page_size=many", "page_size", "not a whole number"],
  ["?skip=-1", "skip", "not a whole number"],
  ["?page_token=abc", "page_token", "invalid page token"],
  ["?page_token=e30", "page_token", "invalid page token"],
] as const) {
  test(`${query} is refused`, async () => {
    expect(await worldOf(1)(query)).toMatchObject({
      code: "bad_request",
      details: [{ type: "FieldViolations", field_violations: [{ field, description }] }],
    });
  });
}
