import { LINKS, testClosing } from "./support/closing-ways-in.ts";

testClosing(LINKS);
