import type { Locale } from '../i18n/dates.ts';

/** What the page of proposals says. */
export interface ProposalWords {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly kinds: Readonly<Record<'limit' | 'notice' | 'checklist-item', string>>;
  readonly by: (who: string) => string;
  readonly now: string;
  readonly proposed: string;
  readonly effect: string;
  readonly limit: (limit: string) => string;
  readonly tells: (channels: string) => string;
  readonly nothing: string;
  readonly figures: (alerts: string, caught: number, wolf: number) => string;
  readonly messages: (count: number) => string;
  readonly ticks: (count: number) => string;
  readonly stays: (count: number) => string;
  readonly exceptions: string;
  readonly accept: string;
  readonly decline: string;
  readonly comment: string;
  readonly adminOnly: string;
  readonly propose: string;
  readonly stage: string;
  readonly hours: string;
  readonly channels: string;
  readonly labelRo: string;
  readonly labelEn: string;
  readonly send: string;
  readonly refusals: Readonly<Record<string, string>>;
}

const ro: ProposalWords = {
  title: 'Propuneri',
  intro: 'Fiecare propunere spune ce ar fi făcut cu comenzile din ultimele douăsprezece săptămâni.',
  none: 'Nicio propunere acum.',
  kinds: {
    limit: 'Limită',
    notice: 'Ce află clientul',
    'checklist-item': 'Lista de verificare',
  },
  by: (who) => `propus de ${who}`,
  now: 'Acum',
  proposed: 'Propus',
  effect: 'Efect',
  limit: (limit) => `limita ${limit}`,
  tells: (channels) => `anunțat prin ${channels}`,
  nothing: 'nimic',
  figures: (alerts, caught, wolf) =>
    `${alerts} alerte la 100 de comenzi; ar fi prins ${String(caught)}, ar fi alarmat degeaba de ${String(wolf)} ori`,
  messages: (count) => `${String(count)} mesaje`,
  ticks: (count) => `${String(count)} comenzi de bifat`,
  stays: (count) => `din ${String(count)} treceri prin etapă`,
  exceptions: 'Cu săptămânile neobișnuite (promoții)',
  accept: 'Acceptă',
  decline: 'Respinge',
  comment: 'Comentariu',
  adminOnly: 'Decide administratorul magazinului.',
  propose: 'Propune ceva',
  stage: 'Etapa',
  hours: 'Limita, în ore',
  channels: 'Clientul află prin',
  labelRo: 'Ce se bifează, în română',
  labelEn: 'Ce se bifează, în engleză',
  send: 'Propune',
  refusals: {
    'proposal-stale': 'Profilul s-a schimbat între timp acolo. Propuneți din nou.',
    'proposal-decided': 'S-a decis deja.',
    'proposal-unknown': 'Propunerea nu mai există.',
    'profile-invalid': 'Profilul nu ar mai fi întreg așa.',
  },
};

const en: ProposalWords = {
  title: 'Proposals',
  intro: 'Each proposal says what it would have done to the orders of the past twelve weeks.',
  none: 'Nothing is proposed now.',
  kinds: { limit: 'Limit', notice: 'What the customer is told', 'checklist-item': 'Checklist' },
  by: (who) => `proposed by ${who}`,
  now: 'Now',
  proposed: 'Proposed',
  effect: 'Effect',
  limit: (limit) => `limit ${limit}`,
  tells: (channels) => `told by ${channels}`,
  nothing: 'nothing',
  figures: (alerts, caught, wolf) =>
    `${alerts} alerts per 100 orders; would have caught ${String(caught)}, cried wolf ${String(wolf)} times`,
  messages: (count) => `${String(count)} messages`,
  ticks: (count) => `${String(count)} orders to tick`,
  stays: (count) => `of ${String(count)} stays in the stage`,
  exceptions: 'With unusual weeks (sales)',
  accept: 'Accept',
  decline: 'Decline',
  comment: 'Comment',
  adminOnly: 'The shop’s administrator decides.',
  propose: 'Propose something',
  stage: 'Stage',
  hours: 'Limit, in hours',
  channels: 'The customer is told by',
  labelRo: 'What is ticked, in Romanian',
  labelEn: 'What is ticked, in English',
  send: 'Propose',
  refusals: {
    'proposal-stale': 'The profile has changed there since. Propose it again.',
    'proposal-decided': 'It was decided already.',
    'proposal-unknown': 'The proposal is no more.',
    'profile-invalid': 'The profile would no longer hold together.',
  },
};

export const proposalWords: Readonly<Record<Locale, ProposalWords>> = { ro, en };
