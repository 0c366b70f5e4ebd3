import { html } from '../i18n/html.ts';
import type { Locale } from '../i18n/dates.ts';
import type { Mail } from '../notices/channels.ts';
import { layout } from '../notices/layout.ts';
import type { Person, Profile } from '../stores/profile.ts';

type Shop = Pick<Profile, 'storeId' | 'name' | 'locale'>;

const words: Record<
  Locale,
  {
    readonly hello: (name: string) => string;
    readonly signIn: {
      readonly subject: (shop: string) => string;
      readonly body: (shop: string) => string;
      readonly link: string;
      readonly hint: string;
    };
    readonly changed: {
      readonly subject: (shop: string) => string;
      readonly body: (name: string, shop: string) => readonly string[];
    };
  }
> = {
  ro: {
    hello: (name) => `Bună ziua, ${name},`,
    signIn: {
      subject: (shop) => `Intrarea în Veghe pentru ${shop}`,
      body: (shop) =>
        `Acesta este linkul dumneavoastră de intrare la ${shop}. Este valabil zece minute și poate fi folosit o singură dată.`,
      link: 'Intră în Veghe',
      hint: 'Dacă nu dumneavoastră l-ați cerut, nu trebuie să faceți nimic: fără acest mesaj nu poate intra nimeni.',
    },
    changed: {
      subject: (shop) => `Adresa de intrare a fost schimbată la ${shop}`,
      body: (name, shop) => [
        `La ${shop}, ${name} intră de acum în Veghe cu altă adresă de e-mail decât aceasta.`,
        'Timp de 24 de ore de la schimbare, persoana nu poate aproba, rambursa sau acorda acces, decât dacă un alt administrator confirmă adresa.',
        'Dacă schimbarea vă surprinde, anunțați acum un administrator al magazinului.',
      ],
    },
  },
  en: {
    hello: (name) => `Hello ${name},`,
    signIn: {
      subject: (shop) => `Sign in to Veghe for ${shop}`,
      body: (shop) => `This is your link to sign in at ${shop}. It is valid for ten minutes and works once.`,
      link: 'Sign in to Veghe',
      hint: 'If you did not ask for it, there is nothing to do: nobody can sign in without this message.',
    },
    changed: {
      subject: (shop) => `The sign-in address was changed at ${shop}`,
      body: (name, shop) => [
        `At ${shop}, ${name} now signs in to Veghe with another e-mail address than this one.`,
        'For 24 hours after the change this person cannot approve, refund or give access, unless another admin confirms the address.',
        'If this surprises you, please tell an admin of the shop now.',
      ],
    },
  },
};

const frame = (profile: Shop, person: Pick<Person, 'locale'>) => person.locale ?? profile.locale;

/** The message with a person's sign-in link, in his language. */
export function signInMail(profile: Shop, person: Person & { readonly email: string }, url: string): Mail {
  const locale = frame(profile, person);
  const w = words[locale];
  const { subject, body, link, hint } = w.signIn;
  return {
    to: person.email,
    fromName: profile.name,
    subject: subject(profile.name),
    html: layout({
      locale,
      title: subject(profile.name),
      heading: profile.name,
      body: html`<p>${w.hello(person.name)}</p>
        <p>${body(profile.name)}</p>
        <p><a href="${url}">${link}</a></p>
        <p>${hint}</p>`,
    }),
    text: [w.hello(person.name), body(profile.name), `${link}:\n${url}`, hint].join('\n\n'),
    tags: { store: profile.storeId, notice: 'sign-in' },
  };
}

/** Tells an address that was replaced; it names no new address, for the old one may be anybody's by now. */
export function addressChangedMail(profile: Shop, person: Person, to: string): Mail {
  const locale = frame(profile, person);
  const w = words[locale];
  const title = w.changed.subject(profile.name);
  const paragraphs = w.changed.body(person.name, profile.name);
  return {
    to,
    fromName: profile.name,
    subject: title,
    html: layout({
      locale,
      title,
      heading: profile.name,
      body: html`<p>${w.hello(person.name)}</p>
        ${paragraphs.map((text) => html`<p>${text}</p>`)}`,
    }),
    text: [w.hello(person.name), ...paragraphs].join('\n\n'),
    tags: { store: profile.storeId, notice: 'address-changed' },
  };
}
