import { type Check, fail, pass, unmade } from "../check.ts";

/** As long as the app tolerates it in id tokens. */
const TOLERATED_MS = 60_000;

export const clockSkew: Check = {
  id: "clock-skew",
  title: "The clock of this machine agrees with Beyond Identity's",
  why: "With a wrong clock, id tokens look expired or not yet valid, and every sign-in fails.",
  needs: ["issuer-discovery"],
  async run({ cloud, machine }) {
    const time = await cloud.time();
    if (time === null)
      return unmade("the cloud's answer has no Date header", "Set the clock by a time server.");
    const skew = machine.now() - time;
    const seconds = Math.round(Math.abs(skew) / 1000);
    const saw = `${seconds} seconds ${skew > 0 ? "ahead of" : "behind"} Beyond Identity`;
    return Math.abs(skew) > TOLERATED_MS
      ? fail(`this machine is ${saw}`, "Turn on automatic time (NTP) on this machine.")
      : pass(seconds < 3 ? "no noticeable difference" : saw);
  },
};
