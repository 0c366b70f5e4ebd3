import { wellFormed } from './well-formed.ts';

/** What is used here of a client of the AWS SDK, and of its commands. */
interface SdkClient {
  send(command: never, options?: never): unknown;
}
type Handler = (args: { input: object }) => Promise<unknown>;
interface SdkCommand {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler) => Handler,
      options: { name: string; step: 'initialize' | 'build'; priority: 'high'; override: true },
    ): void;
  };
}

/**
 * The one way to make and use a client of the AWS SDK. The SDK's query serializer (SES, SNS) keeps what it has written when
 * it throws, so the client's next command would carry both messages. Therefore:
 * - what a command holds is made well-formed Unicode before it is serialized;
 * - a client whose serialization failed is never used again: the next command gets a new one;
 * - commands of one client are serialized one after the other, so that none gets in between failure and replacement.
 *   They are sent side by side all the same.
 * Takes `send` with a promise; callbacks are not for us.
 */
export function safeClient<Client extends SdkClient>(make: () => Client): Client {
  const first = make();
  let current: Client | undefined = first;
  let turn: Promise<void> = Promise.resolve();

  async function send(command: SdkCommand, options?: unknown): Promise<unknown> {
    const before = turn;
    const mine = Promise.withResolvers<undefined>();
    turn = mine.promise;
    await before;
    let serialized = false;
    watch(command, () => {
      serialized = true;
      mine.resolve(undefined);
    });
    try {
      return await (current ??= make()).send(command as never, options as never);
    } catch (error) {
      // Not destroyed: commands that were serialized before may still be on its connections.
      if (!serialized) current = undefined;
      throw error;
    } finally {
      mine.resolve(undefined);
    }
  }

  return new Proxy(first, {
    get: (_, property) => (property === 'send' ? send : Reflect.get((current ??= make()), property)),
  });
}

function watch({ middlewareStack }: SdkCommand, serialized: () => void): void {
  middlewareStack.add((next) => (args) => next({ ...args, input: wellFormed(args.input) as object }), {
    name: 'wellFormedText',
    step: 'initialize',
    priority: 'high',
    override: true,
  });
  // The first step after serialization.
  middlewareStack.add(
    (next) => (args) => {
      serialized();
      return next(args);
    },
    { name: 'serialized', step: 'build', priority: 'high', override: true },
  );
}
