import { expect, test } from "vitest";
import { signInPath } from "./sign-in-path";

test("a new sign-in goes where the one before was going", () => {
  expect(signInPath("/account")).toBe("/sign-in");
  expect(signInPath("/account/add?x=1&y=2#z")).toBe(
    "/sign-in?redirectTo=%2Faccount%2Fadd%3Fx%3D1%26y%3D2%23z",
  );
});
