/**
 * Too many wanted to change one thing at the same moment, and this change was not made. A caller over HTTP is asked to
 * come again (503 with `Retry-After`), a message or deadline comes again by itself.
 */
export class Contended extends Error {
  constructor(what: string) {
    super(`${what} is changed by too many at once`);
    this.name = 'Contended';
  }
}
