import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { SiteFrame } from "@/components/site-frame";
import { accountIfKnown } from "@/lib/auth/current-account";
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
  const account = await accountIfKnown();
  return (
    <html lang="en" data-scroll-behavior="smooth">
      <body className="flex min-h-dvh flex-col">
        <SiteFrame origin={getEnv().appOrigin} isSignedIn={account !== null}>
          {children}
        </SiteFrame>
      </body>
    </html>
  );
}
