import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { StrongAddress } from "./email-address";

const shown = (address: string) => renderToStaticMarkup(<StrongAddress>{address}</StrongAddress>);

test("an address with right-to-left letters is kept apart from its sentence, with the domain at its end", () => {
  expect(shown("\u05d3\u05d5\u05d3@example.com")).toContain(`<bdi dir="ltr"`);
});

test("the server's HTML has the break points, so that nothing moves later, and the address in one piece", () => {
  const markup = shown("ada@mail.example.com");
  expect(markup).toContain(">ada@<wbr/>mail.<wbr/>example.<wbr/>com</bdi>");
  expect(markup).toContain(`"ada@mail.example.com"`);
});
