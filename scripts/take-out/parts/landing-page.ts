import type { Part } from "../part.ts";

export const landingPage: Part = {
  what: "the landing page, with a short page in its place",
  deletes: [
    "app/_home/hero.tsx",
    "app/_home/home.tsx",
    "app/_home/scene.tsx",
    "app/_home/scenes.svg",
    "app/_home/source-guide.tsx",
    "app/_home/steps.tsx",
  ],
  adds: "examples/short-home",
  edits: {},
};
