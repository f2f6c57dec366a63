import { expect, test } from "vitest";
import { hideBindingToken } from "./hide-binding-token";

const ORIGIN = "http://localhost:3000";

test("a bind address with a token is answered by a page that does not repeat it", async () => {
  const response = hideBindingToken(new URL(`${ORIGIN}/bind?job_id=job-1&token=secret-1`), "N");
  const everything = `${await response?.text()}${JSON.stringify([...(response?.headers ?? [])])}`;
  expect(everything).toContain('<script nonce="N">');
  expect(everything).not.toMatch(/secret-1|job-1/);
});

test("every other address is left to its page", () => {
  expect(hideBindingToken(new URL(`${ORIGIN}/bind?job_id=1`), "N")).toBeNull();
  expect(hideBindingToken(new URL(`${ORIGIN}/sign-in?token=x`), "N")).toBeNull();
});
