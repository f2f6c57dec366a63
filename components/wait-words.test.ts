import { expect, test } from "vitest";
import { waitWords } from "./wait-words";

test.each([
  [0, "1 second"],
  [1, "1 second"],
  [30, "30 seconds"],
  [89, "89 seconds"],
  [90, "2 minutes"],
  [121, "3 minutes"],
  [3423, "58 minutes"],
])("a wait of %s seconds is shown as about %s", (seconds, words) => {
  expect(waitWords(seconds)).toBe(`Try again in about ${words}.`);
});
