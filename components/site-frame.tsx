"use client";

import type { ReactNode } from "react";
import { OwnAddress } from "@/components/own-address";
import { SiteFooter } from "@/components/site-footer";
import { SiteHeader } from "@/components/site-header";

/**
 * What is around every page. A client component, for the reason in
 * docs/decisions/0030-client-components-for-still-parts.md.
 *
 * @param props.origin the public origin of the app
 */
export function SiteFrame({
  origin,
  isSignedIn,
  children,
}: {
  origin: string;
  isSignedIn: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <a
        href="#main"
        className="sr-only rounded-xl bg-accent p-3 font-semibold text-on-accent focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-10"
      >
        Skip to content
      </a>
      <OwnAddress origin={origin} />
      <SiteHeader isSignedIn={isSignedIn} />
      <main id="main" tabIndex={-1} className="flex-1">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
