/** HTML that is safe because it was made by the tag below. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Html[] | undefined;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or in a quoted attribute. */
export const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');

/** A template tag that escapes whatever is no HTML of its own making. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const show = (part: Part): string =>
    part === undefined
      ? ''
      : typeof part === 'object'
        ? 'html' in part
          ? part.html
          : part.map(show).join('')
        : escape(String(part));
  return { html: strings.reduce((text, string, index) => text + show(parts[index - 1]) + string) };
}
