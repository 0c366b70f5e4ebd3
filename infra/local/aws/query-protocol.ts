/** The form-encoded protocol with XML answers that SNS and SES speak. */
import { randomUUID } from 'node:crypto';
import { type Answer } from './endpoint.ts';

export type Form = URLSearchParams;

/** `Prefix.member.1`, `Prefix.member.2`, … */
export function members(form: Form, prefix: string): string[] {
  const values: string[] = [];
  for (let value; (value = form.get(`${prefix}.member.${values.length + 1}`)) !== null;) values.push(value);
  return values;
}

/** `Prefix.<list>.1.<key>`, `Prefix.<list>.1.<value>`, … */
export function entries(form: Form, prefix: string, key: string, value: string): [string, string][] {
  const found: [string, string][] = [];
  for (let name; (name = form.get(`${prefix}.${found.length + 1}.${key}`)) !== null;) {
    found.push([name, form.get(`${prefix}.${found.length + 1}.${value}`) ?? '']);
  }
  return found;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One XML element; `inner` is XML already when it begins with `<`, text otherwise. */
export const element = (name: string, inner: string): string =>
  `<${name}>${inner.startsWith('<') ? inner : escape(inner)}</${name}>`;

export function answer(action: string, result: string): Answer {
  const metadata = element('ResponseMetadata', element('RequestId', randomUUID()));
  return {
    status: 200,
    contentType: 'text/xml',
    body: element(`${action}Response`, element(`${action}Result`, result) + metadata),
  };
}

export function failure(status: number, code: string, message: string): Answer {
  const inner =
    element('Type', status < 500 ? 'Sender' : 'Receiver') +
    element('Code', code) +
    element('Message', message);
  return {
    status,
    contentType: 'text/xml',
    body: element('ErrorResponse', element('Error', inner) + element('RequestId', randomUUID())),
  };
}
