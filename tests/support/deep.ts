/**
 * The options of a test that takes long, and whose danger another test shows in `npm test`. It runs in `npm run test:deep`.
 * The tag is defined in `vitest.config.ts`.
 */
export const DEEP = { tags: ["deep"] };

/** @returns the options of one of several tests of the same danger, of which `npm test` runs those that are shown */
export const deepUnless = (isShown: boolean) => (isShown ? {} : DEEP);
