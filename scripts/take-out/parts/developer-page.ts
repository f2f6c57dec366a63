import type { Part } from "../part.ts";

export const developerPage: Part = {
  what: "the page for developers, with its panels",
  deletes: [
    "app/account/developer",
    "app/account/has-developer-page.test.ts",
    "app/account/has-developer-page.ts",
    "lib/use-cases/ask-backend.ts",
    "tests/e2e/backends/on-the-page.e2e.ts",
  ],
  edits: {
    "app/account/page.tsx": [
      ['import { hasDeveloperPage } from "@/app/account/has-developer-page";\n', ""],
      ['import { TextLink } from "@/components/ui/text-link";\n', ""],
      [
        `      {hasDeveloperPage() && (
        <p className="px-2 text-muted text-sm">
          Are you building this app?{" "}
          <TextLink href="/account/developer">See what your code knows about this account</TextLink>
        </p>
      )}
`,
        "",
      ],
    ],
    "scripts/bundle-size.ts": [['  "/account/developer": 13,\n', ""]],
    "scripts/screenshots/journey.ts": [
      [
        `  await page.goto("/account/developer");
  await shot("account-developer");
  await page.goto("/account");
`,
        "",
      ],
    ],
  },
};
