/** The database cannot be used. Carries no detail: a driver's message may hold addresses and values. */
export class DatabaseError extends Error {
  override name = "DatabaseError";

  constructor() {
    super("the database cannot be used");
  }
}
