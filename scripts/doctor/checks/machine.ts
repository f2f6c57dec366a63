import { type Check, fail, pass } from "../check.ts";

/** `engines` of package.json. */
const MINIMUM = [20, 19];

export const nodeVersion: Check = {
  id: "node-version",
  title: `Node.js is ${MINIMUM.join(".")} or newer`,
  why: "The app and its packages use functions that older versions do not have.",
  needs: [],
  run({ machine: { nodeVersion: version } }) {
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const [leastMajor = 0, leastMinor = 0] = MINIMUM;
    const isNew = major > leastMajor || (major === leastMajor && minor >= leastMinor);
    return isNew
      ? pass(`Node.js ${version}`)
      : fail(`Node.js ${version}`, `Install Node.js ${MINIMUM.join(".")} or newer.`);
  },
};
