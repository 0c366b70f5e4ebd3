import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;
/** An item that a call writes. */
export interface Target {
  readonly table: string;
  readonly key: Item;
  /** The item that was to be put; undefined for updates and deletes. */
  readonly attempted: Item | undefined;
}
/** What calls are asked, as far as it is looked at. */
export interface Input {
  TableName?: string;
  Item?: Item;
  Key?: Item;
  IndexName?: string;
  ConsistentRead?: boolean;
  ReturnConsumedCapacity?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, Input>[];
}

const keyOf = ({ pk, sk }: Item): Item => ({ ...(pk ? { pk } : {}), ...(sk ? { sk } : {}) });

/** Every item that a call writes; none for reads. */
export function targetsOf(command: string, input: Input): Target[] {
  const one = ({ TableName = '', Item, Key }: Input): Target => ({
    table: TableName,
    key: keyOf(Item ?? Key ?? {}),
    attempted: Item,
  });
  switch (command) {
    case 'PutItemCommand':
    case 'UpdateItemCommand':
    case 'DeleteItemCommand':
      return [one(input)];
    case 'BatchWriteItemCommand':
      return Object.entries(input.RequestItems ?? {}).flatMap(([TableName, requests]) =>
        (requests as Record<string, Input>[]).flatMap((request) =>
          Object.values(request).map((part) => one({ ...part, TableName })),
        ),
      );
    case 'TransactWriteItemsCommand':
      return (input.TransactItems ?? []).flatMap((part) => Object.values(part).map(one));
    default:
      return [];
  }
}
