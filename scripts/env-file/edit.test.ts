import { expect, test } from "vitest";
import { appendLine, removeVariables, setVariables } from "./edit.ts";
import { variablesIn } from "./variables.ts";

test("values are replaced where they are, and everything else stays byte for byte", () => {
  const text = [
    "\uFEFF# Of the team",
    'export AUTH_URL = "http://old"   # where it runs',
    "FOREIGN='a b' # AUTH_URL=no",
    'LONG="first',
    "AUTH_URL=inside",
    'last"',
    "\tCLIENT:   old",
    "EMPTY=",
    "",
  ].join("\r\n");
  const edited = setVariables(text, { AUTH_URL: "http://new", CLIENT: "abc_-1", EMPTY: "now" });
  expect(edited).toBe(
    text
      .replace("http://old", "http://new")
      .replace("   old", "   abc_-1")
      .replace("EMPTY=", "EMPTY=now"),
  );
  expect(variablesIn(edited)).toMatchObject({
    FOREIGN: "a b",
    LONG: expect.stringContaining("inside"),
  });
});

test("new variables go to the end, with the file's line ends", () => {
  expect(setVariables("A=1", { B: "2" })).toBe("A=1\nB=2\n");
  expect(setVariables("A=1\r\nC=3", { B: "2", D: "4" })).toBe("A=1\r\nC=3\r\nB=2\r\nD=4\r\n");
  expect(setVariables("", { B: "2" })).toBe("B=2\n");
  expect(appendLine("\uFEFF", "# x")).toBe("\uFEFF# x\n");
});

test("of several lines with one name the last one counts, and is the one that changes", () => {
  expect(setVariables("A=1\nA=2\n", { A: "3" })).toBe("A=1\nA=3\n");
  expect(setVariables("A=1\nA=2\n", { A: "2" })).toBe("A=1\nA=2\n");
});

test.each([
  "$HOME",
  "a$b",
  "with space",
  "with#hash",
  "a=b==",
  "-_./:@+~",
  "\\$x",
  '"',
  "100%&;|<>",
])("Next.js reads %s as it was meant", (value) => {
  expect(variablesIn(setVariables("A=1\n", { SECRET: value, A: value }))).toEqual({
    A: value,
    SECRET: value,
  });
});

test("a value that Next.js would read as something else is refused, and not shown", () => {
  for (const value of ["it's # both", "it's\n'both'"]) {
    expect(() => setVariables("A=1\n", { SECRET: value })).toThrow(
      "SECRET cannot be written into this file.",
    );
  }
});

test("lines are removed with their end, and the first one leaves the byte order mark", () => {
  expect(removeVariables("\uFEFFA=1\r\n# B\r\nB='x\r\ny'\r\nC=3", ["A", "B"])).toBe(
    "\uFEFF# B\r\nC=3",
  );
});

test("a file is read without the variables of this process", () => {
  process.env.AUTH_URL = "http://of-the-process";
  expect(variablesIn("AUTH_URL=http://of-the-file\nX=$AUTH_URL\nY=$PATH\n")).toEqual({
    AUTH_URL: "http://of-the-file",
    X: "http://of-the-file",
    Y: "",
  });
  expect(process.env.AUTH_URL).toBe("http://of-the-process");
  delete process.env.AUTH_URL;
});
