import { expect, test } from "vitest";
import { OneTimeCodeError, parseOneTimeCode } from "./one-time-code";

test.each([
  ["ASCII", "123456"],
  ["full-width", "１２３４５６"],
  ["Arabic-Indic", "١٢٣٤٥٦"],
  ["Persian", "۱۲۳۴۵۶"],
  ["Devanagari", "१२३४५६"],
  ["Bengali", "১২৩৪৫৬"],
  ["Thai", "๑๒๓๔๕๖"],
  ["mathematical", "𝟭𝟮𝟯𝟒𝟓𝟔"],
])("%s digits are digits", (_, typed) => {
  expect(parseOneTimeCode(typed)).toBe("123456");
});

test.each([
  "123-456",
  "123–456",
  "12.34.56",
  " 123\u00a0456\n",
  "123456\u200b",
  "\u202a123456\u202c",
  "Code: 123456",
])("what stands between or around the digits does not count: %j", (typed) => {
  expect(parseOneTimeCode(typed)).toBe("123456");
});

test("every digit keeps its value", () => {
  expect(parseOneTimeCode("०९८७६५")).toBe("098765");
  expect(parseOneTimeCode("٠٩٨٧٦٥")).toBe("098765");
});

test.each(["", "12345", "1234567", "12345O", "abcdef", "一二三四五六"])(
  "%j is no code",
  (typed) => {
    expect(() => parseOneTimeCode(typed)).toThrow(OneTimeCodeError);
  },
);
