import { connection } from "next/server";

/** The account page without a session. */
export default async function OpenPage() {
  await connection();
  return <h1>Account</h1>;
}
