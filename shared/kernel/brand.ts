declare const brand: unique symbol;

/** A type of its own over a plain value: an order id is not a store id, though both are strings. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type StoreId = Brand<string, 'StoreId'>;
export type OrderId = Brand<string, 'OrderId'>;
export type ActorId = Brand<string, 'ActorId'>;

export const storeId = (value: string): StoreId => value as StoreId;
export const orderId = (value: string): OrderId => value as OrderId;
export const actorId = (value: string): ActorId => value as ActorId;

/** For the `default` of a switch over a union: a new member that nobody handled does not compile. */
export function never(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
