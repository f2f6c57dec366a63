import { type Check, fail, pass } from "../check.ts";

const WHY = "The app does not start without a complete and valid environment.";
/** Variables whose values other checks examine. */
const EXAMINED_ELSEWHERE =
  /^(AUTH_URL|AUTH_SECRET\w*|BACKEND_(EXCHANGE_SECRET|URL|KIND)|BEYOND_IDENTITY_(DISCOVERY|TENANT_ID|REALM_ID|API_\w+)|DATABASE_URL|DEV_INBOX_URL)$/;

export const envComplete: Check = {
  ...{ id: "env-complete", title: "Every variable that the app needs is set", why: WHY, needs: [] },
  run({ environment: { missing, mode, files } }) {
    const source = files.length === 0 ? "the environment" : files.join(", ");
    if (missing.length === 0) return pass(`complete for ${NAMES[mode]}, from ${source}`);
    const names = missing.join(", ");
    return fail(
      `not set in ${source}: ${names}`,
      `Set ${names}. .env.example explains each variable. For the values of the local emulator, run NODE_ENV=development npm run doctor.`,
    );
  },
};

const NAMES = { embedded: "the embedded SDK", hosted: "Hosted Web" };

export const envValues: Check = {
  ...{ id: "env-values", title: "Every other variable has a valid value", why: WHY, needs: [] },
  run({ environment: { problems, missing } }) {
    const problem = problems.find(
      ({ variable }) => !EXAMINED_ELSEWHERE.test(variable) && !missing.includes(variable),
    );
    return problem
      ? fail(`${problem.variable}: ${problem.problem}`, `Correct ${problem.variable}.`)
      : pass("the app accepts the values of the other variables");
  },
};
