import { type IncomingMessage } from 'node:http';
import { type HttpAnswer } from '../http/api-gateway.ts';
import { type Sent } from '../sent.ts';
import { type Credential } from './credentials.ts';
import { json } from './answers.ts';

export const inboxPage = (_request: IncomingMessage, sent: Sent, _now: number): HttpAnswer =>
  json(200, sent.list('mail'));
export const credentialsPage = (_request: IncomingMessage, list: Credential[]): HttpAnswer => json(200, list);
