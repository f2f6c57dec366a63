import { expect, test } from "vitest";
import { variablesIn } from "../env-file/variables.ts";
import { readMark, withMark } from "./mark.ts";

test.each(["\u2028", "\u2029", "\u0085", "\n", "\r\n"])(
  "a name with the line end %j sets no variable, and --teardown still finds what was made",
  (end) => {
    const name = `App${end}AUTH_SECRET=known`;
    const mark = { tenant: "t", made: [{ kind: "realm", name, realm: null, id: "r" }], wrote: [] };
    const text = withMark("AUTH_URL=http://localhost:3000\n", mark);
    expect(variablesIn(text)).toEqual({ AUTH_URL: "http://localhost:3000" });
    expect(readMark(text)).toEqual(mark);
    const emptied = withMark(withMark(text, mark), { ...mark, made: [] });
    expect(emptied).toBe("AUTH_URL=http://localhost:3000\n");
  },
);
