import { expect, test } from "vitest";
import { continueLabel } from "./continue-label";

test.each([
  ["/account", "Go to your account"],
  ["/account?tab=3", "Go to your account"],
  ["/account#sessions", "Go to your account"],
  ["/account/add?x=1", "Go on to adding a passkey"],
  ["/", "Go to the start page"],
  ["/notes?page=2", "Go on to /notes"],
  ["/toString", "Go on to /toString"],
  [`/notes/${"a".repeat(40)}`, "Go on to the page that you asked for"],
])("the way on to %s is called %s", (target, label) => {
  expect(continueLabel(target)).toBe(label);
});
