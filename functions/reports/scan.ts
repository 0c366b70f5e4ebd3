import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { mailingKind } from '../../shared/reports/mailing.ts';
import { makeMorning, sendMorning } from '../../shared/reports/morning.ts';
import { reportDue } from '../../shared/reports/schedule.ts';
import { mailerOf } from '../notices/mailer.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';

const base = lambdaPorts();
const ports = {
  ...base,
  tallies: dynamodbTallies(dynamodbClient(), environment('STATE_TABLE')),
  mailer: mailerOf(base),
  publicUrl: environment('PUBLIC_URL'),
};

/** Morning reports whose hour has come, and their e-mails. Two at a time per shard: the mail service counts. */
export const handler = scanFunction(
  ports,
  reportDue,
  ({ store, kind, id }) => (kind === mailingKind ? sendMorning(ports, store, id) : makeMorning(ports, store)),
  { width: 2 },
);
