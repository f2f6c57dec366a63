import { connection } from "next/server";

/** Rendered for each request, as every page of the starter is. */
export default async function BarePage() {
  await connection();
  return <h1>Bare</h1>;
}
