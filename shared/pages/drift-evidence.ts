import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import type { Cause } from '../stock/level/state.ts';
import { stockWords } from './stock-words.ts';

interface Shown {
  readonly locale: Locale;
  readonly drift: {
    readonly causes: readonly {
      readonly cause: string;
      readonly probability: number;
      readonly evidence: readonly { readonly text: string; readonly at?: string | undefined }[];
    }[];
  };
  readonly time: (at: string) => string;
}

/** The causes, the most probable first, each with what speaks for it. */
export function causeList({ locale, drift, time }: Shown): Html {
  const w = stockWords[locale];
  if (drift.causes.length === 0) return html`<p>${w.none.causes}</p>`;
  const percent = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ro-RO', { style: 'percent' });
  return html`<ol>
    ${drift.causes.map(
      ({ cause, probability, evidence }) =>
        html`<li>
          <strong>${w.causes[cause as Cause] ?? cause}</strong>, ${w.probable(percent.format(probability))}
          ${
            evidence.length > 0 &&
            html`<ul>
              ${evidence.map(
                ({ text, at }) =>
                  html`<li>${text}${at !== undefined && html` <span class="soft">${time(at)}</span>`}</li>`,
              )}
            </ul>`
          }
        </li>`,
    )}
  </ol>`;
}

/** The same evidence in the order in which it happened: what came before what often says more than a probability. */
export function evidenceInTime({ locale, drift, time }: Shown): Html | undefined {
  const w = stockWords[locale];
  const points = new Map<string, { at: string; text: string; causes: string[] }>();
  for (const { cause, evidence } of drift.causes)
    for (const { at, text } of evidence) {
      if (at === undefined) continue;
      const point = points.get(`${at} ${text}`) ?? { at, text, causes: [] };
      points.set(`${at} ${text}`, { ...point, causes: [...point.causes, w.causes[cause as Cause] ?? cause] });
    }
  if (points.size === 0) return undefined;
  const inTime = [...points.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return html`<h2>${w.sections.inTime}</h2>
    <ol class="timeline">
      ${inTime.map(
        ({ at, text, causes }) =>
          html`<li>${text}<br /><span class="soft">${time(at)} · ${causes.join(', ')}</span></li>`,
      )}
    </ol>`;
}
