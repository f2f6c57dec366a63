/** The layout of the pages in their route group. Each response carries a fresh nonce, so none is prerendered. */
export const LAYOUT = `import { connection } from "next/server";
import type { ReactNode } from "react";
import { OwnAddress } from "@/components/own-address";
import { getEnv } from "@/lib/env/env";
import "./passkeys.css";

export default async function PasskeysLayout({ children }: { children: ReactNode }) {
  // Each response carries a fresh nonce, so no page can be prerendered.
  await connection();
  return (
    <main id="main">
      <OwnAddress origin={getEnv().appOrigin} />
      {children}
    </main>
  );
}
`;
