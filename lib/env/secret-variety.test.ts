import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isGuessable } from "./secret-variety";

/** Random for all purposes, and the same in each run. */
const digests = Array.from({ length: 2_000 }, (_, seed) =>
  createHash("sha256").update(`${seed}`).digest(),
);

test.each([
  ["one character", "a".repeat(32)],
  ["two characters", "ab".repeat(16)],
  ["one character and another at its end", `${"a".repeat(40)}b`],
  ["the digits again and again", "1234567890".repeat(4)],
  ["the digits again, and cut off", "1234567890".repeat(4).slice(0, 33)],
  ["the alphabet and the digits", "abcdefghijklmnopqrstuvwxyz0123456789"],
  ["a word again and again", "changeme".repeat(5)],
  ["a random text of 16 characters twice", "x9Kd2mQz7LpR4vTb".repeat(2)],
  ["few letters in no order", "abcabbacbacbbacbabcacbabcabcbacbab"],
])("%s is guessable, however long", (_, secret) => {
  expect(isGuessable(secret)).toBe(true);
});

test.each([
  ["32 hexadecimal digits", (digest: Buffer) => digest.toString("hex").slice(0, 32)],
  ["64 hexadecimal digits", (digest: Buffer) => digest.toString("hex")],
  ["base64", (digest: Buffer) => digest.toString("base64")],
  ["base64url of 24 bytes", (digest: Buffer) => digest.subarray(0, 24).toString("base64url")],
])("random %s is no such text", (_, write) => {
  expect(digests.map(write).filter(isGuessable)).toEqual([]);
});

test("a sentence of several words is no such text", () => {
  expect(isGuessable("integration-test-secret-of-enough-length")).toBe(false);
});
