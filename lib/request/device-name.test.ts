import { expect, test } from "vitest";
import { deviceName } from "./device-name";

const ALERT = "Security alert: your account is at risk. Call 0800-555-1234 now";
const NAME = /^(Unknown device|[A-Z][A-Za-z ]{2,27}( on [A-Za-z ]{3,9})?)$/;

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0",
    "Firefox on Windows",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
    "Microsoft Edge on Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
    "Chrome on iOS",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
    "Samsung Internet for Android on Android",
  ],
])("a browser is named so that its owner recognises it: %s", (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});

test.each([null, "", " ", "curl/8.5.0", "Mallory/1.0", "Googlebot/2.1"])(
  "what is no known browser is an unknown device: %j",
  (userAgent) => {
    expect(deviceName(userAgent)).toBe("Unknown device");
  },
);

test.each([
  `${ALERT}/1.0 x`,
  `${ALERT}`.repeat(500),
  `TEXT/1.0 ${ALERT}`,
  `Chrome/1.0 ${ALERT}`,
  `Chrome ${ALERT}/1.0 Windows NT 10.0`,
  `Firefox ${ALERT}`,
  `${ALERT} Version/18.0 Safari/605`,
  `Mozilla/5.0 (${ALERT}) Chrome/140`,
  `Mozilla/5.0 (X11; Linux ${ALERT}) Chrome/140`,
  "\u202Etrela ytiruceS/1.0 x",
  "\u200FChrome\u202E on macOS/1.0 x",
  "a\r\nb\tc\u0000d\u001B[31m/1.0 x",
  "<b>Security alert</b>/1.0 x",
  "Сhrome/1.0 x",
])("a stranger's sentence never becomes the name of a device: %j", (userAgent) => {
  const name = deviceName(userAgent);
  expect(name).toMatch(NAME);
  expect(name).not.toMatch(/alert|call|risk|ytiruces/i);
});
