/** Passes calls on to the table server, after asking what each part of them touches. */
import { Agent, request } from 'node:http';
import { type Place } from '../template/attributes.ts';
import { type Access } from './iam.ts';
import { type Answer, type Service, type ServiceCall } from './endpoint.ts';

type Keyed = { pk?: { S?: string } };
type Named = { TableName?: string; Key?: Keyed; Item?: Keyed };
type Input = Named & {
  IndexName?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, Named>[];
};

/** The IAM action of each part of a transaction; IAM has none for the transaction. */
const parts: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);
const contentType = 'application/x-amz-json-1.0';

export function dynamodb(endpoint: string, place: Place, onWrite: () => void): Service {
  const agent = new Agent({ keepAlive: true });
  const url = new URL(endpoint);
  const arn = (table: string | undefined) =>
    `arn:aws:dynamodb:${place.region}:${place.account}:table/${table ?? ''}`;

  const forward = ({ action, body }: ServiceCall): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'x-amz-target': `DynamoDB_20120810.${action}`,
        'x-amz-date': '20260101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${place.region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      };
      const passed = request(
        { agent, host: url.hostname, port: url.port, path: url.pathname, method: 'POST', headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 500, contentType, body: Buffer.concat(chunks) }),
          );
          response.on('error', reject);
        },
      );
      passed.on('error', reject);
      passed.end(body);
    });

  return {
    accesses({ action, body }) {
      const input = JSON.parse(body) as Input;
      const access = (name: string, { TableName, Key, Item }: Named): Access => {
        const leading = (Key ?? Item)?.pk?.S;
        return {
          action: `dynamodb:${name}`,
          resource: arn(TableName),
          ...(leading === undefined ? {} : { context: { 'dynamodb:LeadingKeys': [leading] } }),
        };
      };
      if (input.TransactItems !== undefined) {
        return input.TransactItems.flatMap((item) =>
          Object.entries(item).map(([part, named]) => access(parts[part] ?? part, named)),
        );
      }
      if (input.RequestItems !== undefined)
        return Object.keys(input.RequestItems).map((TableName) => access(action, { TableName }));
      const own = access(action, input);
      return [
        input.IndexName === undefined
          ? own
          : { ...own, resource: `${own.resource}/index/${input.IndexName}` },
      ];
    },
    async handle(call) {
      const answer = await forward(call);
      if (answer.status === 200 && writes.has(call.action)) onWrite();
      return answer;
    },
    error: (status, code, message) => ({
      status,
      contentType,
      body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message }),
    }),
  };
}
