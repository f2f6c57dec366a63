import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createFilePersistence } from "./file-persistence.ts";
import { Store } from "./store.ts";

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

test("what was saved is loaded again", () => {
  const { file } = place();
  const store = new Store(createFilePersistence(file));
  store.state.signingKeys.one = { kty: "RSA", n: "n" };
  store.save();
  expect(new Store(createFilePersistence(file)).state).toEqual(store.state);
});

test("only its owner can read the file and its folders, and nothing else is left beside it", () => {
  const { file, folder } = place();
  new Store(createFilePersistence(join(folder, "deep", "deeper", "state.json"))).save();
  for (const made of ["deep", "deep/deeper"]) {
    expect(statSync(join(folder, made)).mode & 0o777).toBe(0o700);
  }
  new Store(createFilePersistence(file)).save();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "made"))).toEqual(["state.json"]);
});

test("nothing is written when nothing changed", () => {
  const { file } = place();
  const store = new Store(createFilePersistence(file));
  store.save();
  const { ino } = statSync(file);
  store.save();
  expect(statSync(file).ino).toBe(ino);
});

test("expired entries are not saved, and others are", () => {
  const { file } = place();
  const store = new Store(createFilePersistence(file, () => 1000));
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
  test(`${kind} is renamed with a message, and the emulator starts empty`, () => {
    const { folder } = place();
    const file = join(folder, "state.json");
    writeFileSync(file, text);
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(new Store(createFilePersistence(file, () => 7)).state.identities).toEqual([]);
    expect(readFileSync(`${file}.unreadable-7`, "utf8")).toBe(text);
    expect(stderr).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(".unreadable-7"));
  });
}
