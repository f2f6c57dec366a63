import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createFilePersistence } from "./file-persistence.ts";
import { blankWorld, starterWorld } from "./starter.ts";
import { type Beginning, type Persistence, Store } from "./store.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

function place() {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  folders.push(folder);
  return { folder, file: join(folder, "made", "state.json") };
}

const origins = { auth: "http://auth.test", api: "http://auth.test", app: "http://app.test" };

function storeIn(persistence: Persistence, changes: Partial<Beginning> = {}) {
  const people = { identities: [], credentials: [] };
  const first = { world: blankWorld(), seededFrom: "blank", origins, isChosen: false, ...people };
  return new Store({ ...first, ...changes }, persistence);
}

test("what was saved is loaded again", () => {
  const { file } = place();
  const store = storeIn(createFilePersistence(file));
  store.state.signingKeys.one = { kty: "RSA", n: "n" };
  store.save();
  expect(storeIn(createFilePersistence(file)).state).toEqual(store.state);
});

test("only its owner can read the file and its folders, and nothing else is left beside it", () => {
  const { file, folder } = place();
  storeIn(createFilePersistence(join(folder, "deep", "deeper", "state.json"))).save();
  for (const made of ["deep", "deep/deeper"]) {
    expect(statSync(join(folder, made)).mode & 0o777).toBe(0o700);
  }
  storeIn(createFilePersistence(file)).save();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "made"))).toEqual(["state.json"]);
});

test("what a killed emulator had half written is removed at the next start", () => {
  const { file, folder } = place();
  const store = storeIn(createFilePersistence(file));
  store.save();
  writeFileSync(`${file}.tmp`, "{");
  expect(storeIn(createFilePersistence(file)).state).toEqual(store.state);
  expect(readdirSync(join(folder, "made"))).toEqual(["state.json"]);
});

test("nothing is written when nothing changed", () => {
  const { file } = place();
  const store = storeIn(createFilePersistence(file));
  store.save();
  const { ino } = statSync(file);
  store.save();
  expect(statSync(file).ino).toBe(ino);
});

test("expired entries are not saved, and others are", () => {
  const { file } = place();
  const store = storeIn(createFilePersistence(file, () => 1000));
  store.state.usedAssertions = [
    { jti: "old", expiresAt: 1000 },
    { jti: "new", expiresAt: 1001 },
  ];
  store.save();
  const { state } = JSON.parse(readFileSync(file, "utf8"));
  expect(state.usedAssertions).toEqual([{ jti: "new", expiresAt: 1001 }]);
});

for (const [kind, text] of Object.entries({
  "a broken file": "{",
  "the file of another version": JSON.stringify({ version: 0, state: {} }),
  "a file of another form": JSON.stringify({ version: 1, state: { identities: [1] } }),
})) {
  test(`${kind} is renamed with a message, and the emulator starts with its seed`, () => {
    const { folder } = place();
    const file = join(folder, "state.json");
    writeFileSync(file, text);
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(storeIn(createFilePersistence(file, () => 7)).state.identities).toEqual([]);
    expect(readFileSync(`${file}.set-aside-7`, "utf8")).toBe(text);
    expect(stderr).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(".set-aside-7"));
  });
}

test("a state of an earlier version, which had no world, goes on in the seed's world", () => {
  const { folder } = place();
  const file = join(folder, "state.json");
  const store = storeIn(createFilePersistence(file));
  store.state.signingKeys.one = { kty: "RSA", n: "n" };
  const { world: _, seededFrom: __, origins: ___, ...earlier } = store.state;
  writeFileSync(file, JSON.stringify({ version: 1, state: earlier }));
  const { state } = storeIn(createFilePersistence(file));
  expect([state.world, state.signingKeys]).toEqual([blankWorld(), store.state.signingKeys]);
});

test("a changed world is loaded again, at the present addresses", () => {
  const { file } = place();
  const store = storeIn(createFilePersistence(file), { world: starterWorld(origins) });
  store.state.world.tenant.display_name = "Renamed";
  store.save();
  const moved = { ...origins, app: "http://app.test:3001" };
  const { world } = storeIn(createFilePersistence(file), { origins: moved }).state;
  expect(world.tenant.display_name).toBe("Renamed");
  expect(world.authenticator_configs).toEqual(starterWorld(moved).authenticator_configs);
  expect(world.applications).toEqual(starterWorld(moved).applications);
});

test("a state that began with another seed than the chosen one is set aside", () => {
  const { folder } = place();
  const file = join(folder, "state.json");
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  storeIn(createFilePersistence(file), { seededFrom: "starter" }).save();
  const persistence = createFilePersistence(file, () => 7);
  expect(storeIn(persistence, { isChosen: true }).state.seededFrom).toBe("blank");
  expect(readdirSync(folder)).toEqual(["state.json.set-aside-7"]);
  expect(stderr).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("another seed"));
});
