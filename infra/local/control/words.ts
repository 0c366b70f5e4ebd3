/** The words of the runtime's own pages. */
const en = {
  lang: 'en',
  title: 'Inbox',
  lead: 'Everything that Veghe has sent from this machine. Nothing has left it.',
  clock: 'Clock',
  hour: '+1 hour',
  day: '+1 day',
  moves: 'Deadlines on the way are kept, in order.',
  mail: 'E-mails',
  sms: 'SMS',
  alerts: 'Staff alerts',
  none: 'Nothing yet.',
  to: 'to',
  from: 'from',
  plain: 'As plain text',
  refresh: 'Refresh',
  stories: 'Three stories',
  credentials: 'Credentials',
  credentialsLead:
    'Made on this machine, good on this machine only. Send one as “Authorization: Bearer …”, or sign in with it.',
  store: 'Shop',
  actor: 'Who',
  roles: 'Roles',
  credential: 'Credential',
  byEmail: 'e-mail',
  bySms: 'SMS',
  segments: (n: number) => (n === 1 ? '1 segment' : `${n} segments`),
};

export type Words = typeof en;

const ro: Words = {
  lang: 'ro',
  title: 'Mesaje',
  lead: 'Tot ce a trimis Veghe de pe acest calculator. Nimic nu a plecat de aici.',
  clock: 'Ceasul',
  hour: '+1 oră',
  day: '+1 zi',
  moves: 'Termenele de pe drum sunt respectate, în ordine.',
  mail: 'E-mailuri',
  sms: 'SMS-uri',
  alerts: 'Alerte pentru echipă',
  none: 'Nimic încă.',
  to: 'către',
  from: 'de la',
  plain: 'Ca text simplu',
  refresh: 'Reîncarcă',
  stories: 'Trei povești',
  credentials: 'Acces',
  credentialsLead:
    'Create pe acest calculator, valabile doar aici. Se trimit ca „Authorization: Bearer …” sau se folosesc la autentificare.',
  store: 'Magazin',
  actor: 'Cine',
  roles: 'Roluri',
  credential: 'Cheie',
  byEmail: 'e-mail',
  bySms: 'SMS',
  segments: (n) =>
    n === 1 ? '1 segment' : n % 100 === 0 || n % 100 > 19 ? `${n} de segmente` : `${n} segmente`,
};

/** By `?lang=`, else by what the browser asks for first. */
export function wordsFor(url: string, acceptLanguage: string | undefined): Words {
  const wanted = new URLSearchParams(url.split('?')[1] ?? '').get('lang') ?? acceptLanguage ?? '';
  return wanted.toLowerCase().startsWith('ro') ? ro : en;
}
