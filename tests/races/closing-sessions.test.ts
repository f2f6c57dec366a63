import { SESSIONS, testClosing } from "./support/closing-ways-in.ts";

testClosing(SESSIONS);
