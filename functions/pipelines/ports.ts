import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { dynamodbClient } from './dynamodb.ts';
import type { AccessStore } from '../../shared/access/access-store.ts';
import { dynamodbHeadStore } from '../../shared/kernel/dynamodb.ts';
import { own } from '../../shared/kernel/own.ts';
import { saltBits } from '../../shared/events/chain.ts';
import type { HeadStore } from '../../shared/kernel/head.ts';
import type { Pause } from '../../shared/kernel/commit.ts';
import type { Timer } from '../../shared/kernel/pace.ts';
import { type Profiles, profilesOf } from '../../shared/stores/profiles.ts';
import { type Clock, instant } from '../../shared/time/instant.ts';

/** What every function needs from the world. Tests and the simulation give their own. */
export interface Ports {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  /** Random text of letters and digits, of at least `bits` bits. */
  readonly random: (bits: number) => string;
  readonly log: Log;
  /** Waits about so many milliseconds before something is tried again. Absent: nobody waits. */
  readonly pause?: Pause;
}

/** What an HTTP function needs beside: who is calling is looked up in the table of credentials, sessions and secrets. */
export interface HttpPorts extends Ports {
  readonly access: AccessStore;
  /** See `AccessPorts`: no template sets it. */
  readonly localFace?: boolean;
}

export interface Log {
  info(message: string, more?: Record<string, unknown>): void;
  warn(message: string, more?: Record<string, unknown>): void;
  error(message: string, more?: Record<string, unknown>): void;
}

/** Real time, whatever the clock of the orders says: services count their limits in it. */
export const timer: Timer = { now: () => performance.now(), pause: (ms) => pause(ms) };

/** From half to the whole of the time: those who lost together do not come again together. */
const jittered: Pause = (ms) => pause(ms * (0.5 + Math.random() / 2));

export const clock: Clock = () => instant(Date.now());

/** Reads a variable of the environment that the stack sets; a missing one is a fault of the deployment. */
export function environment(name: string): string {
  const value = own(process.env, name);
  if (value === undefined || value === '') throw new Error(`the environment lacks ${name}`);
  return value;
}

/** A whole number, at least 1, among them. */
export function amount(name: string): number {
  const value = Number(environment(name));
  if (!Number.isInteger(value) || value < 1) throw new Error(`the environment's ${name} is not an amount`);
  return value;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits without bias: bytes beyond the last whole multiple of 62 are thrown again. */
export function random(bits: number): string {
  const length = Math.ceil(bits / Math.log2(alphabet.length));
  let text = '';
  while (text.length < length)
    for (const byte of randomBytes(length))
      if (byte < 248 && text.length < length) text += alphabet.charAt(byte % alphabet.length);
  return text;
}

/** The world as Lambda gives it. */
export function lambdaPorts(): Ports {
  const heads = dynamodbHeadStore(
    dynamodbClient(),
    environment('STATE_TABLE'),
    () => random(saltBits),
    amount('DUE_SHARDS'),
  );
  return { heads, profiles: profilesOf(heads, clock), clock, random, log: lambdaLog(), pause: jittered };
}

/** The table of credentials, sessions and secrets, as far as the function's grants reach into it. */
export const accessStore = (): AccessStore =>
  dynamodbHeadStore(dynamodbClient(), environment('ACCESS_TABLE'), () => random(saltBits));

export const httpPorts = (): HttpPorts => ({
  ...lambdaPorts(),
  access: accessStore(),
  localFace: process.env['VEGHE_LOCAL_FACE'] === 'yes',
});

/** Structured lines; what is said of people is said by id. */
export function lambdaLog(): Log {
  const logger = new Logger();
  return {
    info: (message, more = {}) => {
      logger.info(message, more);
    },
    warn: (message, more = {}) => {
      logger.warn(message, more);
    },
    error: (message, more = {}) => {
      logger.error(message, more);
    },
  };
}
