import { expect, test } from "vitest";
import { choosePasskey } from "@/components/sign-in/choose-passkey";

const ada = { id: "passkey-ada" };
const grace = { id: "passkey-grace" };

test("a browser without passkeys has nothing to use", () => {
  expect(choosePasskey([], null)).toEqual({ kind: "none" });
  expect(choosePasskey([], ada.id)).toEqual({ kind: "none" });
});

test("a single passkey is used without asking", () => {
  expect(choosePasskey([ada], null)).toEqual({ kind: "use", passkey: ada });
});

test("the user chooses between several passkeys", () => {
  expect(choosePasskey([ada, grace], null)).toEqual({ kind: "ask", passkeys: [ada, grace] });
});

test("the passkey that was just created is used, even if there are others", () => {
  expect(choosePasskey([ada, grace], grace.id)).toEqual({ kind: "use", passkey: grace });
});

test("a remembered passkey that is not usable is ignored", () => {
  expect(choosePasskey([ada, grace], "passkey-gone")).toEqual({
    kind: "ask",
    passkeys: [ada, grace],
  });
});
