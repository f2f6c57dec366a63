import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { authorizeHere } from "./authorize-here";

const AUTHORIZE = "https://cloud.example/authorize?client_id=c";
const stays = new AbortController().signal;
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal("window", { location: new URL("https://app.example/sign-in") });
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetAllMocks();
});

function endsAt(url: string): void {
  fetched.mockResolvedValue(Object.defineProperty(new Response(), "url", { value: url }));
}

test("a redirect to the app's own page is the address of the sign-in", async () => {
  const address = "https://app.example/bi-authenticate?request=r";
  endsAt(address);
  expect(await authorizeHere(AUTHORIZE, stays)).toBe(address);
  expect(fetched).toHaveBeenCalledWith(
    AUTHORIZE,
    expect.objectContaining({ credentials: "omit", cache: "no-store" }),
  );
});

test.each([
  "https://other.example/bi-authenticate?request=r",
  "https://app.example:444/bi-authenticate?request=r",
  "https://app.example/bi-authenticate/more?request=r",
  "https://app.example/api/auth/callback/beyondidentity?error=invalid_scope",
  AUTHORIZE,
])("a request that ends at %s is left to the browser", async (address) => {
  endsAt(address);
  expect(await authorizeHere(AUTHORIZE, stays)).toBeNull();
});

test("a response that the page may not read is left to the browser", async () => {
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  expect(await authorizeHere(AUTHORIZE, stays)).toBeNull();
});

test("a cloud that does not answer in five seconds is left to the browser", async () => {
  vi.useFakeTimers();
  fetched.mockReturnValue(new Promise(() => {}));
  const authorized = authorizeHere(AUTHORIZE, stays);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await authorized).toBeNull();
  vi.useRealTimers();
});
