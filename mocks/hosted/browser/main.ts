import { openBindPage } from "./bind.ts";
import { openSignIn } from "./sign-in.ts";

const signIn = document.querySelector<HTMLElement>("#sign-in");
const bind = document.querySelector<HTMLElement>("#bind");

if (signIn) void openSignIn(signIn);
if (bind) openBindPage(bind);
