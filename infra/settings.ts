import { type Node } from 'constructs';

/** What differs between stages and accounts, read from the CDK context once and checked. */
export interface Settings {
  readonly stage: string;
  /** `veghe-<stage>`: the beginning of every name. */
  readonly prefix: string;
  /** Changed when functions must be published anew though the template is the same (docs/operations.md). */
  readonly revision: string;
  /** The address that mails are from; its domain is the SES identity. */
  readonly mailFrom: string;
  /** Base of the links in messages when the API has a domain of its own. */
  readonly publicUrl: string | undefined;
  /** Who is told of alarms. */
  readonly alarmEmail: string | undefined;
  /** The account's limits that alarms are measured against. */
  readonly monthlyBudgetUsd: number;
  readonly smsMonthlyLimitUsd: number;
  readonly concurrencyQuota: number;
  /** Partitions of the index of deadlines, for each kind, and of each shop's work list. May be raised on a table in use, never lowered. */
  readonly dueShards: number;
  /** Deadlines that a scan handles a second, all shops together (docs/storm.md). */
  readonly scanPerSecond: number;
  /** E-mails a second that the scan of notices sends: the account's SES rate. */
  readonly mailPerSecond: number;
}

/** Reads and checks the context; a wrong value stops the synthesis with its name. */
export function readSettings(node: Node): Settings {
  const text = (key: string): string | undefined => {
    const value: unknown = node.tryGetContext(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const amount = (key: string): number => {
    const value = Number(node.tryGetContext(key));
    if (!(value > 0)) throw new Error(`context "${key}" must be a positive number`);
    return value;
  };
  const whole = (key: string, most: number): number => {
    const value = amount(key);
    if (!Number.isInteger(value) || value > most)
      throw new Error(`context "${key}" must be a whole number up to ${String(most)}`);
    return value;
  };
  const stage = text('stage') ?? 'dev';
  if (!/^[a-z][a-z0-9-]{1,11}$/.test(stage)) throw new Error(`context "stage" is not a stage name: ${stage}`);
  const mailFrom = text('mailFrom') ?? '';
  if (!/^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$/.test(mailFrom)) {
    throw new Error(`context "mailFrom" is not an e-mail address: ${mailFrom}`);
  }
  return {
    stage,
    prefix: `veghe-${stage}`,
    revision: text('revision') ?? '1',
    mailFrom,
    publicUrl: text('publicUrl'),
    alarmEmail: text('alarmEmail'),
    monthlyBudgetUsd: amount('monthlyBudgetUsd'),
    smsMonthlyLimitUsd: amount('smsMonthlyLimitUsd'),
    concurrencyQuota: amount('concurrencyQuota'),
    dueShards: whole('dueShards', 64),
    scanPerSecond: whole('scanPerSecond', 10_000),
    mailPerSecond: whole('mailPerSecond', 10_000),
  };
}
