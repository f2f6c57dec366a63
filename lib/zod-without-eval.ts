import { z } from "zod";

// zod compiles its parsers with `new Function` where it may; trying that is a violation of our policy in itself.
z.config({ jitless: true });
