const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What a reader takes for one character: a letter with its marks, an emoji of several code points. */
export const graphemes = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/**
 * The beginning of a text, at most so many UTF-16 units of it (what bounds of fields count), and never half a character.
 * Where the first character alone is longer, nothing is left.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of segmenter.segment(text)) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Spaces, controls, joiners, fillers, marks with nothing to stand on: a name of these alone shows nothing. */
const invisible = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{M}\u2800]*$/u;

/** Does a text show anything at all? */
export const isVisible = (text: string): boolean => !invisible.test(text);
