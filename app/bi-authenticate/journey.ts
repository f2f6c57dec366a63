/** Whose sign-in it is, and where to. */
export type Journey = {
  /** Who is signed in already, by the server's word; null for nobody. */
  signedInAs: string | null;
  /** The path of ours that the sign-in was going to. */
  target: string;
};
