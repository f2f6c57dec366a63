"use client";

import { ForgetBindingToken } from "@/app/_home/forget-binding-token";
import { Hero } from "@/app/_home/hero";
import { SourceGuide } from "@/app/_home/source-guide";
import { Steps } from "@/app/_home/steps";

/**
 * What the start page shows. A client component, although little of it moves: the server would render its elements once
 * as data and once as HTML for each view, and send both (docs/decisions/0030-client-components-for-still-parts.md).
 *
 * @param props.signedInAs who is signed in, or null
 * @param props.hosted whether users sign in on the page of Beyond Identity
 */
export function Home({ signedInAs, hosted }: { signedInAs: string | null; hosted: boolean }) {
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-16 px-4 pt-10 pb-16 sm:gap-20 sm:px-8 sm:pt-16 sm:pb-24">
      {signedInAs === null && <ForgetBindingToken />}
      <Hero signedInAs={signedInAs} />
      <Steps hosted={hosted} />
      <SourceGuide />
    </div>
  );
}
