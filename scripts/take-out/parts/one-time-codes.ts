import type { Part } from "../part.ts";

/** The application's configuration at Beyond Identity decides whether it still offers codes. */
export const oneTimeCodes: Part = {
  what: "signing in with a code by email",
  deletes: [
    "components/sign-in/address-step.tsx",
    "components/sign-in/code-requested.ts",
    "components/sign-in/code-step.tsx",
    "components/sign-in/email-code-button.tsx",
    "components/sign-in/mailed-code.test.ts",
    "components/sign-in/mailed-code.ts",
    "components/sign-in/sign-in-by-code.tsx",
    "components/sign-in/use-field-form.ts",
    "components/sign-in/use-one-time-password.ts",
    "lib/beyond-identity/browser/one-time-code.test.ts",
    "lib/beyond-identity/browser/one-time-code.ts",
    "lib/beyond-identity/browser/one-time-password.test.ts",
    "lib/beyond-identity/browser/one-time-password.ts",
    "tests/e2e/one-time-password.e2e.ts",
  ],
  edits: {
    "components/sign-in/authenticate-panel.tsx": [
      ['import { EmailCodeButton } from "@/components/sign-in/email-code-button";\n', ""],
      ['import { SignInByCode } from "@/components/sign-in/sign-in-by-code";\n', ""],
      [
        "<NoPasskey switchToCode={state.switchToCode} context={context} />",
        "<NoPasskey context={context} />",
      ],
      [
        `    case "by_code":
      return <SignInByCode start={state.start} settings={settings} context={context} />;
`,
        "",
      ],
      [
        `      return (
        <SignInFailure code={state.code} onRetry={state.retry} context={context}>
          <EmailCodeButton switchToCode={state.switchToCode} />
        </SignInFailure>
      );
`,
        `      return <SignInFailure code={state.code} onRetry={state.retry} context={context} />;
`,
      ],
    ],
    "app/bi-authenticate/page.tsx": [
      ['import { signInAction } from "@/app/sign-in-action";\n', ""],
      ["          restart={signInAction}\n", ""],
    ],
    "app/sign-in/page.tsx": [["        restart: signInAction,\n", ""]],
    "components/sign-in/sign-in-context.ts": [
      [
        `  /** The server action that starts another sign-in. */
  restart: (form: FormData) => Promise<void>;
`,
        "",
      ],
    ],
    "components/sign-in/early-sign-in.ts": [
      ['import { takeCodeRequested } from "@/components/sign-in/code-requested";\n', ""],
      ["  takeCodeRequested();\n", ""],
    ],
    "components/sign-in/no-passkey.tsx": [
      ['import { EmailCodeButton } from "@/components/sign-in/email-code-button";\n', ""],
      ['import type { SwitchToCode } from "@/components/sign-in/use-sign-in";\n', ""],
      [
        `export function NoPasskey({
  switchToCode,
  context,
}: {
  switchToCode: SwitchToCode;
  context: SignInContext;
}) {`,
        "export function NoPasskey({ context }: { context: SignInContext }) {",
      ],
      ["        <EmailCodeButton switchToCode={switchToCode} variant={first} />\n", ""],
      ['variant={switchToCode ? "secondary" : first}', "variant={first}"],
    ],
    "components/sign-in/passkey-chooser.tsx": [
      ['import { EmailCodeButton } from "@/components/sign-in/email-code-button";\n', ""],
      ['import type { SwitchToCode } from "@/components/sign-in/use-sign-in";\n', ""],
      ["  use,\n  switchToCode,\n}: {", "  use,\n}: {"],
      ["  use: Choose;\n  switchToCode: SwitchToCode;\n", "  use: Choose;\n"],
      ["        <EmailCodeButton switchToCode={switchToCode} />\n", ""],
    ],
    "components/sign-in/use-sign-in.ts": [
      [
        'import { useEffect, useRef, useState, useTransition } from "react";',
        'import { useEffect, useRef, useState } from "react";',
      ],
      [
        `import { restartSignInByCode, takeCodeRequested } from "@/components/sign-in/code-requested";
`,
        "",
      ],
      [
        `import {
  forgetMailedCode,
  recallMailedCode,
  requestOnPage,
} from "@/components/sign-in/mailed-code";
`,
        "",
      ],
      [
        `import type { CodeStart } from "@/components/sign-in/use-one-time-password";
import { useRouterRecovery } from "@/components/ui/use-router-recovery";
`,
        "",
      ],
      [
        `/** Switches to a code by email. Null if the configuration does not offer codes. */
export type SwitchToCode = (() => void) | null;

`,
        "",
      ],
      ['{ name: "none"; switchToCode: SwitchToCode }', '{ name: "none" }'],
      [
        `      use: (passkey: Passkey) => void;
      switchToCode: SwitchToCode;
`,
        `      use: (passkey: Passkey) => void;
`,
      ],
      ['  | { name: "by_code"; start: CodeStart }\n', ""],
      ["retry: () => void; switchToCode: SwitchToCode };", "retry: () => void };"],
      [
        " * Completes the sign-in in the address with a passkey of this browser, or hands it over to a code by email.\n",
        " * Completes the sign-in in the address with a passkey of this browser.\n",
      ],
      [
        `  const [isLeaving, startTransition] = useTransition();
  useRouterRecovery(isLeaving);
`,
        "",
      ],
      [
        "async function attempt(task: () => Promise<void>, opened?: Authentication): Promise<void> {",
        "async function attempt(task: () => Promise<void>): Promise<void> {",
      ],
      [
        `() => oneAtATime(() => attempt(task, opened));
      setState({
        name: "failed",
        code,
        retry,
        switchToCode: opened ? switchAfter(code, opened) : null,
      });
`,
        `() => oneAtATime(() => attempt(task));
      setState({ name: "failed", code, retry });
`,
      ],
      [
        `    const mailed = recallMailedCode(requestOnPage());
    if (mailed) return setState({ name: "by_code", start: { mailed } });
`,
        "",
      ],
      [
        `    const requested = takeCodeRequested();
    // Not earlier: if the user stops the navigation to here, the code from before still works.
    if (requested !== null) forgetMailedCode();
    if (requested !== null && opened.oneTimePassword) startWithCode(opened, requested);
    else if (choice.kind === "none") setState({ name: "none", switchToCode: switchFor(opened) });
`,
        `    if (choice.kind === "none") setState({ name: "none" });
`,
      ],
      [
        `    const use = (passkey: Passkey) =>
      oneAtATime(() => attempt(() => answer(opened, passkey), opened));
    setState({ name: "choosing", passkeys, isUnconfirmed, use, switchToCode: switchFor(opened) });
`,
        `    const use = (passkey: Passkey) => oneAtATime(() => attempt(() => answer(opened, passkey)));
    setState({ name: "choosing", passkeys, isUnconfirmed, use });
`,
      ],
      ["    }, opened);\n", "    });\n"],
      [
        `  function startWithCode({ authenticateUrl }: Authentication, email: string): void {
    setState({ name: "by_code", start: { authenticateUrl, email } });
  }

  function switchFor(opened: Authentication): SwitchToCode {
    return opened.oneTimePassword ? () => startWithCode(opened, "") : null;
  }

  /** A denied sign-in is final, so a code takes a new one. A missing passkey leaves the sign-in open. */
  function switchAfter(code: PasskeyErrorCode, opened: Authentication): SwitchToCode {
    if (code === "no_passkey") return switchFor(opened);
    const isDenied = code === "denied" && opened.oneTimePassword;
    return isDenied
      ? () => startTransition(() => attempt(() => restartSignInByCode(context), opened))
      : null;
  }

`,
        "",
      ],
    ],
  },
};
