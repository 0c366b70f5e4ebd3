/** The bus: events are in the queues that their rules name before the caller has its answer. */
import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock.ts';
import { type Database } from '../database.ts';
import { type Queues } from '../queues.ts';
import { type Json } from '../template/assembly.ts';
import { at } from '../template/read-functions.ts';
import { type Model, type RuleModel } from '../template/model.ts';
import { type Service } from './endpoint.ts';
import { ServiceError } from './endpoint.ts';
import { matches } from './pattern.ts';

export interface BusParts {
  readonly model: Model;
  readonly database: Database;
  readonly queues: Queues;
  readonly clock: Clock;
  /** Starts a function that is a rule's target. */
  readonly start: (functionName: string, event: unknown) => void;
}

interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: string[];
  readonly Time?: number;
}

const contentType = 'application/x-amz-json-1.1';
const kept = 10_000;

export class Bus implements Service {
  private readonly parts: BusParts;

  constructor(parts: BusParts) {
    this.parts = parts;
  }

  accesses({ body }: { body: string }) {
    const { place } = this.parts.model;
    const buses = new Set(entriesOf(body).map((entry) => busName(entry)));
    return [...buses].map((name) => ({
      action: 'events:PutEvents',
      resource: `arn:aws:events:${place.region}:${place.account}:event-bus/${name}`,
    }));
  }

  handle({ action, body }: { action: string; body: string }) {
    if (action !== 'PutEvents') throw new ServiceError('UnknownOperationException', action);
    const entries = entriesOf(body);
    if (entries.length === 0 || entries.length > 10) {
      throw new ServiceError('ValidationException', 'between 1 and 10 entries');
    }
    const results = this.parts.database.atomically(() => entries.map((entry) => this.put(entry)));
    const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length;
    return { status: 200, contentType, body: JSON.stringify({ FailedEntryCount, Entries: results }) };
  }

  error(status: number, code: string, message: string) {
    return { status, contentType, body: JSON.stringify({ __type: code, message }) };
  }

  /** What went over the bus, oldest first. */
  list(): Json[] {
    return this.parts.database
      .all<{ item: string }>('SELECT item FROM events ORDER BY id')
      .map(({ item }) => JSON.parse(item) as Json);
  }

  clear(): void {
    this.parts.database.run('DELETE FROM events');
  }

  private put(entry: Entry): Record<string, string> {
    const { model, database, clock } = this.parts;
    const bus = busName(entry);
    const fault = this.faultOf(entry, bus);
    if (fault !== undefined) return fault;
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': entry.DetailType as string,
      source: entry.Source as string,
      account: model.place.account,
      time: new Date(entry.Time === undefined ? clock.now() : entry.Time * 1000)
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
      region: model.place.region,
      resources: entry.Resources ?? [],
      detail: JSON.parse(entry.Detail as string) as Json,
    };
    const rules = model.rules.filter((rule) => rule.bus === bus && matches(rule.pattern, event));
    database.run(
      'INSERT INTO events (item) VALUES (?)',
      JSON.stringify({ ...event, at: clock.iso(), bus, rules: rules.map((rule) => rule.name) }),
    );
    database.run(`DELETE FROM events WHERE id <= (SELECT max(id) FROM events) - ${kept}`);
    for (const rule of rules) this.send(rule, event);
    return { EventId: event.id };
  }

  private send(rule: RuleModel, event: Json): void {
    for (const { queue, functionName, input, inputPath } of rule.targets) {
      const selected =
        inputPath === undefined ? event : (at(event, ...inputPath.split('.').slice(1)) ?? null);
      const message = input === undefined ? selected : (JSON.parse(input) as Json);
      if (queue !== undefined) this.parts.queues.send(queue, JSON.stringify(message));
      if (functionName !== undefined) this.parts.start(functionName, message);
    }
  }

  /** AWS answers 200 and lists what it did not take; a caller that does not look loses events. */
  private faultOf(entry: Entry, bus: string): Record<string, string> | undefined {
    const invalid = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
    if (!entry.Source || !entry.DetailType)
      return invalid('InvalidArgument', 'Source and DetailType are required');
    // AWS takes it and no rule ever sees it.
    if (entry.DetailType.length > 128)
      return invalid('InvalidArgument', 'DetailType has more than 128 characters');
    if (Buffer.byteLength(entry.Detail ?? '') > 256 * 1024)
      return invalid('InvalidArgument', 'the entry is too large');
    if (!isObject(entry.Detail)) return invalid('MalformedDetail', 'Detail is malformed.');
    // AWS takes it and drops it.
    if (!this.parts.model.buses.includes(bus))
      return invalid('ResourceNotFoundException', `there is no bus ${bus}`);
    return undefined;
  }
}

const entriesOf = (body: string): Entry[] => (JSON.parse(body) as { Entries?: Entry[] }).Entries ?? [];

const busName = ({ EventBusName = 'default' }: Entry): string => EventBusName.replace(/^.*event-bus\//, '');

function isObject(text: string | undefined): boolean {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
