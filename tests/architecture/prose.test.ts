import { describe, expect, test } from "vitest";
import { LIMITS, measureProse, passedLimits, readDocuments } from "../../scripts/prose.ts";

const PLAIN = "You sign in. The app creates a session.";

describe("the documents", () => {
  const documents = readDocuments();

  test("are found", () => {
    expect([...documents.keys()]).toEqual(
      expect.arrayContaining([
        "README.md",
        "docs/security.md",
        "docs/decisions/0001-addresses-not-a-mock-mode.md",
        "mocks/README.md",
      ]),
    );
  });

  test("stay within the limits for plain English (npm run prose)", () => {
    const figures = measureProse([...documents.values()].join("\n\n"));
    expect(passedLimits(figures), JSON.stringify(figures)).toEqual([]);
  });
});

describe("measuring", () => {
  test("counts words, sentences and limited words", () => {
    expect(measureProse(`# Title\n\n${PLAIN}`)).toEqual({
      words: 9,
      sentences: 2,
      wordsPerSentence: 4,
      you: 1000 / 9,
      indefinite: 0,
      semicolons: 0,
    });
  });

  test.each([
    ["nobody", "indefinite"],
    ["Somebody", "indefinite"],
    ["whoever", "indefinite"],
    [";", "semicolons"],
  ])("%s passes a limit, in running text and in a table", (mark, name) => {
    const planted = [`${PLAIN} ${mark}`, `| a | b |\n| --- | --- |\n| ${mark} | ${PLAIN} |`];
    for (const text of planted) expect(passedLimits(measureProse(text))).toEqual([name]);
  });

  test.each([
    ["a code block", "```ts\nwhoever();\n```"],
    ["code in a sentence", "`whoever();`"],
    ["a generated table", "<!-- table: begin -->\n| whoever; |\n<!-- table: end -->"],
    ["the address of a link", "[here](whoever;)"],
  ])("leaves out %s", (_, text) => {
    expect(passedLimits(measureProse(`${PLAIN}\n\n${text}`))).toEqual([]);
  });

  test("tolerates a stray backtick", () => {
    const text = `A stray \` here.\n\nSomebody.\n\nAnother \` there.`;
    expect(passedLimits(measureProse(text))).toEqual(["indefinite"]);
  });

  test("holds the limits that the documents promise", () => {
    expect(LIMITS).toEqual({ indefinite: 0.5, semicolons: 1 });
  });
});
