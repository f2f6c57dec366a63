/**
 * The options of a test that takes long, and whose danger another test shows in `npm test`. It runs in `npm run test:deep`.
 * The tag is defined in `vitest.config.ts`.
 */
export const DEEP = { tags: ["deep"] };
