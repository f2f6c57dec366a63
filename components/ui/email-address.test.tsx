import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { StrongAddress } from "./email-address";

test("an address with right-to-left letters is kept apart from its sentence, with the domain at its end", () => {
  const address = "\u05d3\u05d5\u05d3@example.com";
  const markup = renderToStaticMarkup(<StrongAddress>{address}</StrongAddress>);
  expect(markup).toMatch(new RegExp(`<bdi dir="ltr"[^>]*><span>${address}</span></bdi>`));
});
