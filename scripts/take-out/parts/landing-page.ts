import type { Part } from "../part.ts";

export const landingPage: Part = {
  what: "the landing page, with a short page in its place",
  deletes: [
    "app/(home)/hero.tsx",
    "app/(home)/scene.tsx",
    "app/(home)/scenes.svg",
    "app/(home)/source-guide.tsx",
    "app/(home)/steps.tsx",
  ],
  adds: "examples/short-home",
  edits: {},
};
