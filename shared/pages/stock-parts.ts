import { inLanguage, type Viewer } from '../http/page.ts';
import { type Html, html } from '../i18n/html.ts';

/** The head of a column; figures stand to the right. */
export type Head = string | { readonly number: string };

/** A table with a caption for those who hear it, in a region that scrolls by itself. */
export const table = (label: string, head: readonly Head[], rows: readonly Html[]): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${head.map((one) => (typeof one === 'string' ? html`<th scope="col">${one}</th>` : html`<th scope="col" class="number">${one.number}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

/** A form of ours: with the token that only our own page knows. */
export const form = (viewer: Viewer, action: string, body: Html): Html =>
  html`<form method="post" action="${inLanguage(action, viewer)}">
    <input type="hidden" name="csrf" value="${viewer.csrf}" />
    ${body}
  </form>`;

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`;

/** A labelled field; ids are the names, so each name stands once on a page. */
export const input = (
  label: string,
  name: string,
  more: {
    readonly type?: 'number' | 'text';
    readonly min?: number;
    readonly value?: string | undefined;
  } = {},
): Html =>
  html`<p>
    <label for="${name}">${label}</label><br />
    <input
      id="${name}"
      name="${name}"
      type="${more.type ?? 'text'}"
      value="${more.value ?? ''}"
      ${more.type === 'number' && html`inputmode="numeric" min="${more.min ?? 0}"`}
    />
  </p>`;

export const select = (
  label: string,
  name: string,
  options: readonly (readonly [value: string, label: string])[],
): Html =>
  html`<p>
    <label for="${name}">${label}</label><br />
    <select id="${name}" name="${name}">
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </p>`;
