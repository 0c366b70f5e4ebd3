import { describe, expect, it } from 'vitest';
import { withLink } from '../../shared/i18n/gsm.ts';
import { letter } from '../../shared/notices/letter-frame.ts';
import { askedBy, type Reach } from '../../shared/notices/reach.ts';
import { profileOf } from '../orders/given.ts';

const written = (reach: Reach, channel: 'email' | 'sms' | 'call', smsLinks = false, asks = true) =>
  letter(
    {
      locale: 'ro',
      profile: { ...profileOf(), smsLinks },
      customerName: 'Ana',
      subject: 'Ce doriți?',
      blocks: ['Întâi.', 'La urmă.'],
      sms: { text: 'ceva lipseste.', detail: 'Cana: am scos-o.' },
      ...(asks
        ? { question: { label: 'Alegeți', at: 1, url: () => Promise.resolve('https://x.example/l/abc') } }
        : {}),
      reach,
    },
    { channel },
  );

describe('how a question reaches its customer', () => {
  it.each<[Reach, boolean, string]>([
    [{ email: true, sms: true }, true, 'email'],
    [{ email: true, sms: false }, false, 'email'],
    [{ email: false, sms: true }, true, 'sms'],
    [{ email: false, sms: true }, false, 'call'],
    [{ email: false, sms: false }, true, 'call'],
  ])('%o, links by SMS %s: by %s', (reach, smsLinks, how) => {
    expect(askedBy(reach, { smsLinks })).toBe(how);
  });

  it('an SMS speaks of an e-mail only where there is one', async () => {
    const both = { email: true, sms: true };
    const phone = { email: false, sms: true };
    expect((await written(both, 'sms')).text).toContain('V-am scris pe e-mail');
    expect((await written(both, 'sms', true)).text).not.toContain('https');
    for (const [smsLinks, asks] of [
      [true, true],
      [false, true],
      [true, false],
      [false, false],
    ] as const)
      expect((await written(phone, 'sms', smsLinks, asks)).text).not.toMatch(/mail/);
    expect((await written(phone, 'sms', true)).text).toMatch(/Alegeti aici: https:\/\/x\.example\/l\/abc$/);
    expect((await written(phone, 'sms', false, false)).text).toMatch(/Cana: am scos-o\.$/);
  });

  it('the link stands at its place in the e-mail, and nowhere in what is said on the phone', async () => {
    const mail = await written({ email: true, sms: false }, 'email');
    expect(mail.text).toContain('Întâi.\n\nAlegeți:\nhttps://x.example/l/abc\n\nLa urmă.');
    expect((await written({ email: false, sms: false }, 'call')).text).toBe('Întâi.\n\nLa urmă.');
  });

  it('a link is never cut: the words before it are', () => {
    const link = `https://x.example/l/${'a'.repeat(80)}`;
    expect(withLink('Scurt.', link)).toBe(`Scurt. ${link}`);
    const long = withLink('cuvant '.repeat(60), link);
    expect(long.endsWith(` ${link}`)).toBe(true);
    expect(long.length).toBeLessThanOrEqual(306);
  });
});
