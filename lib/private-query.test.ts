import { expect, test } from "vitest";
import { withoutPrivateQuery } from "./private-query";

test("the binding token stays out of the page that is rendered", () => {
  const rendered = withoutPrivateQuery(new URL("http://localhost:3000/bind?job_id=1&token=secret"));
  expect(rendered?.href).toBe("http://localhost:3000/bind?job_id=1");
});

test("the sign-in request stays out of the page that is rendered", () => {
  const rendered = withoutPrivateQuery(
    new URL("http://localhost:3000/bi-authenticate?request=jwt"),
  );
  expect(rendered?.href).toBe("http://localhost:3000/bi-authenticate");
});

test("other pages keep their query", () => {
  expect(withoutPrivateQuery(new URL("http://localhost:3000/sign-in?token=x"))).toBeNull();
  expect(withoutPrivateQuery(new URL("http://localhost:3000/bind?job_id=1"))).toBeNull();
});
