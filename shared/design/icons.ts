import { type Html, html } from '../i18n/html.ts';

/** Icons of one style: 20 × 20, strokes of 1.5, round ends. */
const paths = {
  mail: 'M3.200 5h13.600v10H3.200ZM3.200 5.400l6.800 5.400 6.800-5.400',
  doc: 'M5.500 3.200h6l3.500 3.500v10.100h-9.500ZM11.300 3.400v3.500h3.500M7.700 10.500h4.800M7.700 13.300h4.800',
  globe:
    'M10 3.200a6.800 6.800 0 1 1 0 13.600 6.800 6.800 0 0 1 0-13.600ZM3.400 10h13.200M10 3.400c-4 4.300-4 8.900 0 13.200M10 3.400c4 4.300 4 8.900 0 13.200',
  clock: 'M10 3.2a6.8 6.8 0 1 1 0 13.6 6.8 6.8 0 0 1 0-13.6ZM10 6.4V10l2.6 1.8',
  right: 'm8 5.5 4.5 4.5L8 14.5',
  alert:
    'M10 3.5a4.6 4.6 0 0 0-4.6 4.6c0 3.6-1.4 4.9-1.4 4.9h12s-1.4-1.3-1.4-4.9A4.6 4.6 0 0 0 10 3.5ZM8.4 15.8a1.8 1.8 0 0 0 3.2 0',
  sms: 'M3.500 4.500h13v8.500H9l-3.500 3v-3h-2Z',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside words that say the same: hidden from who does not see it. */
export const icon = (name: IconName): Html =>
  html`<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><path d="${paths[name]}" /></svg>`;

/** The name of the product with its mark: an eye that has seen. */
export const brand = (href: string): Html =>
  html`<a class="brand" href="${href}"
    ><svg
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d="M2 11s3.4-6 9-6 9 6 9 6-3.4 6-9 6-9-6-9-6Z" />
      <path d="m8 11 2.2 2.2L14.2 9" /></svg
    ><span>Veghe</span></a
  >`;
