import "server-only";
import { ownAuth } from "@/lib/auth/own-auth";
import { ownSignIn } from "@/lib/auth/own-sign-in";
import { ownSignOut } from "@/lib/auth/own-sign-out";
import { answerAsRelyingParty } from "@/lib/auth/relying-party/answer";
import { beginInAction } from "@/lib/auth/relying-party/begin-in-action";

export const handlers = { GET: answerAsRelyingParty, POST: answerAsRelyingParty };
export const signIn = ownSignIn(beginInAction);
export { ownAuth as auth, ownSignOut as signOut };
