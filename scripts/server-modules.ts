import { register } from "node:module";

/**
 * Lets a script import the app's server modules. The package `server-only`, which keeps them out of browsers, throws
 * unless Node.js resolves it with this condition. Import them dynamically, after this.
 *
 * Source: Node.js "Customization Hooks", chapter "resolve".
 */
const HOOK = `
export const resolve = (specifier, context, next) =>
  next(specifier, { ...context, conditions: [...context.conditions, "react-server"] });
`;

register(`data:text/javascript,${encodeURIComponent(HOOK)}`);
