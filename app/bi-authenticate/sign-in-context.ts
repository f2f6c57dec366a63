/** Who is signed in, and where the sign-in ends. */
export type SignInContext = {
  /** Who is already signed in, as the server says, or null. */
  signedInAs: string | null;
  /** The path of the app to land on. */
  target: string;
};
