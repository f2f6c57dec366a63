import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { beginSignIn } from "./begin-sign-in";

const mocks = vi.hoisted(() => ({
  loadAuthenticatePanel: vi.fn<() => Promise<unknown>>(),
  signInEarly: vi.fn<() => Promise<string | null>>(),
  hasFailedInTab: vi.fn<() => boolean>(),
  authorizeHere: vi.fn<(address: string) => Promise<string | null>>(),
}));
vi.mock("@/app/sign-in/load-authenticate-panel", () => mocks);
vi.mock("@/components/sign-in/early-sign-in", () => mocks);
vi.mock("@/components/sign-in/failed-in-tab", () => mocks);
vi.mock("@/lib/beyond-identity/browser/authorize-here", () => mocks);

const AUTHORIZE = "https://cloud.example/authorize?state=s";
const SIGN_IN = "https://app.example/bi-authenticate?request=r";
const CALLBACK = "https://app.example/api/auth/callback/beyondidentity?code=c";
const settings = {
  cloudOrigin: "https://cloud.example",
  tenantId: "T",
  realmId: "R",
  applicationId: "A",
  allowedDomains: ["cloud.example"],
  callbackUrl: "https://app.example/api/auth/callback/beyondidentity",
  devInboxUrl: null,
};
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.resetAllMocks();
  vi.stubGlobal("window", { location: new URL("https://app.example/sign-in") });
  vi.stubGlobal("fetch", fetched);
  fetched.mockImplementation(async () => Response.json({ address: AUTHORIZE }));
  mocks.loadAuthenticatePanel.mockResolvedValue({});
  mocks.authorizeHere.mockResolvedValue(SIGN_IN);
  mocks.signInEarly.mockResolvedValue(CALLBACK);
});

afterEach(() => vi.unstubAllGlobals());

function begin(fields: Record<string, string> = { redirectTo: "/account" }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return beginSignIn(form, settings, new AbortController().signal);
}

test("a passkey that has answered leads to the callback", async () => {
  expect(await begin()).toEqual({ address: CALLBACK, isShownHere: false });
  expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"redirectTo":"/account","anew":false}');
});

test("the server hears that the user has to authenticate again", async () => {
  await begin({ redirectTo: "/account/add", anew: "yes" });
  expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"redirectTo":"/account/add","anew":true}');
});

test("a passkey that takes its time is shown", async () => {
  mocks.signInEarly.mockResolvedValue(null);
  expect(await begin()).toEqual({ address: SIGN_IN, isShownHere: true });
});

test.each([
  ["a cloud whose redirect cannot be read", () => mocks.authorizeHere.mockResolvedValue(null)],
  ["scripts that are gone", () => mocks.loadAuthenticatePanel.mockRejectedValue(new Error())],
])("with %s the browser opens the authorization request", async (_, happen) => {
  happen();
  expect(await begin()).toEqual({ address: AUTHORIZE, isShownHere: false });
  expect(mocks.signInEarly).not.toHaveBeenCalled();
});

test("an error page of the app is opened, and is not taken for the cloud", async () => {
  fetched.mockImplementation(async () =>
    Response.json({ address: "/auth-error?error=cloud_error" }),
  );
  expect(await begin()).toEqual({ address: "/auth-error?error=cloud_error", isShownHere: false });
  expect(mocks.authorizeHere).not.toHaveBeenCalled();
});

test.each([
  ["a refusal", () => Response.json({ code: "rate_limited" }, { status: 429 })],
  ["a proxy's page", () => new Response("<html>", { status: 502 })],
])("%s is left to the page that explains it", async (_, response) => {
  fetched.mockImplementation(async () => response());
  expect(await begin()).toBeNull();
});

test("after a failure in this tab the sign-in begins with a page", async () => {
  mocks.hasFailedInTab.mockReturnValue(true);
  expect(await begin()).toBeNull();
  expect(fetched).not.toHaveBeenCalled();
});

test("without a connection the form hears of it", async () => {
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  await expect(begin()).rejects.toThrow(TypeError);
});
