import { expect, test } from "vitest";
import { continueLabel } from "./continue-label";

test.each([
  ["/account", "Go to your account"],
  ["/account?tab=3", "Go to your account"],
  ["/account#sessions", "Go to your account"],
  ["/account/add?x=1", "Continue to adding a passkey"],
  ["/", "Go to the start page"],
  ["/notes?page=2", "Continue to /notes"],
  ["/toString", "Continue to /toString"],
  [`/notes/${"a".repeat(40)}`, "Continue to the page that you asked for"],
])("a link to %s says %j", (target, label) => {
  expect(continueLabel(target)).toBe(label);
});
