import { expect, test, vi } from "vitest";
import { withFastByteDecoding } from "./fast-byte-decoding";

const ALL_BYTES = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
const LONG = ALL_BYTES.repeat(400);
const toByte = (character: string) => character.charCodeAt(0);
const from = (source: string, map: (character: string, index: number) => number) =>
  Reflect.apply(Uint8Array.from, Uint8Array, [source, map]) as Uint8Array;

function hasEqualBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other);
}

test("a long text becomes the same bytes, and each distinct character is asked for once", async () => {
  const expected = from(LONG, toByte);
  const asked = vi.fn((character: string) => character.charCodeAt(0));
  const bytes = await withFastByteDecoding(async () => from(LONG, (character) => asked(character)));
  expect(hasEqualBytes(bytes, expected)).toBe(true);
  expect(asked).toHaveBeenCalledTimes(256);
});

test.each<[string, string, (character: string, index: number) => number]>([
  ["a text beyond Latin-1", `${LONG}\u{1f511}`, (character) => character.length],
  ["a function of the position", LONG, (_, index) => index],
  ["a short text", "abc", toByte],
])("%s goes to the native function", async (_, text, map) => {
  const expected = from(text, map);
  const bytes = await withFastByteDecoding(async () => from(text, map));
  expect(hasEqualBytes(bytes, expected)).toBe(true);
});

test("the native function is put back, also after a failure", async () => {
  const before = Uint8Array.from;
  await expect(withFastByteDecoding(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(Uint8Array.from).toBe(before);
  expect(Object.hasOwn(Uint8Array, "from")).toBe(false);
});
