import type { Part } from "../part.ts";

export const landingPage: Part = {
  what: "the landing page, with a short page in its place",
  deletes: [
    "app/(home)/bind-scene.tsx",
    "app/(home)/hero.tsx",
    "app/(home)/register-scene.tsx",
    "app/(home)/scene.tsx",
    "app/(home)/sign-in-scene.tsx",
    "app/(home)/source-guide.tsx",
    "app/(home)/steps.tsx",
  ],
  adds: "examples/short-home",
  edits: {},
};
