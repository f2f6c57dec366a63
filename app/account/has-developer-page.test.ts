import { expect, test, vi } from "vitest";
import { hasDeveloperPage } from "./has-developer-page";

const app = vi.hoisted(() => ({ origin: "" }));
vi.mock("@/lib/env/env", () => ({ getEnv: () => ({ appOrigin: app.origin }) }));

test.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
  "an app at %s shows the developer's page",
  (origin) => {
    app.origin = origin;
    expect(hasDeveloperPage()).toBe(true);
  },
);

test.each(["https://app.example", "https://localhost.example", "https://10.0.0.7"])(
  "users of an app at %s do not see the developer's page",
  (origin) => {
    app.origin = origin;
    expect(hasDeveloperPage()).toBe(false);
  },
);
