/** Where Beyond Identity redirects the browser to during a sign-in. It adds this path to the invoke URL. */
export const AUTHENTICATE_PATH = "/bi-authenticate";
