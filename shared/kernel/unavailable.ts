/** A service that we depend on did not do its part, though it was asked again: nothing is wrong with what it was given. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
