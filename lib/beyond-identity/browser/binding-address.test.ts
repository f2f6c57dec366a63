import { expect, test } from "vitest";
import { bindingAddress } from "./binding-address";

const link = "https://app.example/bind?job_id=j&token=a-_b";

test("a token behind the # is put back into the query", () => {
  expect(bindingAddress("https://app.example/bind?job_id=j#token=a-_b")).toBe(link);
});

test("a link that is whole stays as it is", () => {
  expect(bindingAddress(link)).toBe(link);
});
