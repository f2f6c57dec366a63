import { newestLinkFor } from "./support/emulator.ts";
import {
  createPasskey,
  expectAccountOf,
  join,
  newAddress,
  openMailedLink,
  register,
  signOut,
  startSignIn,
} from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("20: the binding link and its token appear in no response of the app", async ({
  page,
  baseURL,
}) => {
  const bodies: Promise<{ url: string; text: string }>[] = [];
  page.on("response", (response) => {
    if (!response.url().startsWith(baseURL ?? "")) return;
    const headers = Object.values(response.headers()).join("\n");
    bodies.push(
      response
        .text()
        .catch(() => "")
        .then((body) => ({ url: response.url(), text: `${headers}\n${body}` })),
    );
  });
  const address = newAddress();
  await register(page, address);
  const token = new URL(await newestLinkFor(address)).searchParams.get("token") ?? "";
  expect(token).toHaveLength(64);
  await openMailedLink(page, address);
  await page.reload();
  await createPasskey(page, address);
  await signOut(page);
  await startSignIn(page);
  await expectAccountOf(page, address);
  const responses = await Promise.all(bodies);
  /** Paths of the responses that hold a text. */
  const holding = (text: string) =>
    responses
      .filter((response) => response.text.includes(text))
      .map(({ url }) => new URL(url).pathname);
  expect(holding(address)).toContain("/account");
  expect(holding(token)).toEqual([]);
  expect(holding(Buffer.from(token).toString("base64url"))).toEqual([]);
  expect(holding(":invokeAuthenticator?token")).toEqual([]);
});

test("12: the session cookie is small and out of reach of scripts, and its pages may not be stored", async ({
  page,
  context,
}) => {
  await join(page, newAddress());
  const cookies = (await context.cookies()).filter(({ name }) => name.includes("session-token"));
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(cookies[0]?.value.length).toBeLessThan(1024);
  const response = await page.reload();
  expect(response?.headers()["cache-control"]).toContain("no-store");
});
