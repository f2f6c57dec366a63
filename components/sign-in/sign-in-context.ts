/** What the server knows of a sign-in. */
export type SignInContext = {
  /** Who is already signed in, as the server says, or null. */
  signedInAs: string | null;
  /** The path of the app to land on. */
  target: string;
  /** The server action that starts another sign-in. */
  restart: (form: FormData) => Promise<void>;
};
