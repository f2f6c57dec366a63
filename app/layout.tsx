import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { OwnAddress } from "@/components/own-address";
import { SiteFooter } from "@/components/site-footer";
import { SiteHeader } from "@/components/site-header";
import { getEnv } from "@/lib/env/env";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Passkey Starter", template: "%s · Passkey Starter" },
  description: "Passkey sign-in for Next.js with Beyond Identity through Auth.js.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f6f1" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1211" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Each response carries a fresh nonce, so no page can be prerendered.
  await connection();
  return (
    <html lang="en" data-scroll-behavior="smooth">
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="sr-only rounded-xl bg-accent p-3 font-semibold text-on-accent focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-10"
        >
          Skip to content
        </a>
        <OwnAddress origin={getEnv().appOrigin} />
        <SiteHeader />
        <main id="main" tabIndex={-1} className="flex-1">
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
