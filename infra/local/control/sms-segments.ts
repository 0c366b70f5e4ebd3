const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extended = '^{}\\[~]|€\f';

export interface SmsSize {
  readonly alphabet: 'GSM-7' | 'UCS-2';
  readonly segments: number;
}

/** What an SMS costs: one character outside GSM-7 makes all of it UCS-2. */
export function measureSms(text: string): SmsSize {
  const characters = [...text];
  if (characters.every((character) => basic.includes(character) || extended.includes(character))) {
    const septets = characters.reduce((sum, character) => sum + (extended.includes(character) ? 2 : 1), 0);
    return { alphabet: 'GSM-7', segments: septets <= 160 ? 1 : Math.ceil(septets / 153) };
  }
  return { alphabet: 'UCS-2', segments: text.length <= 70 ? 1 : Math.ceil(text.length / 67) };
}
