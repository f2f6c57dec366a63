import { fetchDiscovery } from "@/lib/beyond-identity/discovery";
import { getEnv } from "@/lib/env";
import { problemResponse } from "@/lib/http/problem";

/** Answers when the issuer can be reached as well. */
export async function GET(): Promise<Response> {
  try {
    await fetchDiscovery(getEnv().issuer);
    return Response.json({ status: "ready" }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error);
  }
}
