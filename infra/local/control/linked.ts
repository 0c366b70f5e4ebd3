/** Links in what was sent, as whoever it was sent to would follow them. */
import { asReader } from '../first-run/people.ts';
import { escape, html, type Html } from './html.ts';

/** A text with the addresses of this runtime as links; others stay text. */
export function linked(text: string, to: string, address: string): readonly Html[] {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return parts.map((part, at) =>
    at % 2 === 1 && part.startsWith(`${address}/`)
      ? html`<a href="${asReader(part.slice(address.length), to)}">${part}</a>`
      : html`${part}`,
  );
}

/** The HTML of an e-mail in which links to pages of staff sign their reader in. */
export const linkedFrame = (content: string, to: string, address: string): string =>
  content.replaceAll(/href="([^"]+)"/g, (whole, target: string) => {
    const link = target.replaceAll('&amp;', '&');
    if (!link.startsWith(`${address}/`)) return whole;
    const path = link.slice(address.length);
    const through = asReader(path, to);
    return through === path ? whole : `href="${escape(`${address}${through}`)}"`;
  });
