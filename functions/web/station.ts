import { badgeForm, isPin, ownerOf, pinForm } from '../../shared/access/badges.ts';
import { csrfToken } from '../../shared/access/session.ts';
import { stationLife } from '../../shared/access/station.ts';
import { findStation, type FoundStation, pairStation } from '../../shared/access/stations.ts';
import { endTurn, takeTurn } from '../../shared/access/turns.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { stationPage, type StationModel } from '../../shared/http/station-page.ts';
import { same } from '../pipelines/authenticate.ts';
import { csrfCookie, csrfIn, stationCookie, stationToken } from '../pipelines/cookies.ts';
import { tooManyFailures } from '../pipelines/too-many-failures.ts';
import { localeOf, type SignInPorts } from './sign-in.ts';

const here: Answer = { status: 303, headers: { location: '/v1/station' } };

/** The page of a device: not yet paired, waiting for somebody, or somebody's turn. */
export async function showStation(
  ports: SignInPorts,
  request: Request,
  status = 200,
  fault?: StationModel['fault'],
): Promise<Answer> {
  const locale = localeOf(request);
  const token = stationToken(request.headers, request.cookies);
  const found = token === undefined ? undefined : await findStation(ports, token);
  if (token === undefined || !found) {
    const { code } = (request.query ?? {}) as { code?: string };
    const csrf = ports.random(190);
    const html = stationPage({ locale, csrf, code: code ?? request.form['code'], fault });
    return { status, html, cookies: [csrfCookie(request.headers, csrf)] };
  }
  const people = await peopleOf(ports, found);
  const turn = people.find(({ id }) => id === found.who?.actor)?.name;
  const station = { name: found.station.name, people, turn };
  return { status, html: stationPage({ locale, csrf: csrfToken(token), station, fault }) };
}

/** One form of it. Every answer leads back to the page, so that a reload repeats nothing. */
export async function actAtStation(ports: SignInPorts, request: Request): Promise<Answer> {
  const { form, headers, cookies } = request;
  const token = stationToken(headers, cookies);
  const found = token === undefined ? undefined : await findStation(ports, token);
  if (form['action'] === 'pair' && !found) return pairing(ports, request);
  if (token === undefined || !found || !same(form['csrf'], csrfToken(token)))
    return showStation(ports, request, 403, 'out-of-date');
  switch (form['action']) {
    case 'badge':
      return byBadge(ports, request, found);
    case 'pin':
      return byPin(ports, request, found);
    case 'end':
      await endTurn(ports, found.store, found.id);
      return here;
    case 'order': {
      const order = (form['order'] ?? '').trim();
      if (order === '') return showStation(ports, request, 422, 'order');
      return { status: 303, headers: { location: `/staff/orders/${encodeURIComponent(order)}` } };
    }
    default:
      return showStation(ports, request, 422, 'out-of-date');
  }
}

async function pairing(ports: SignInPorts, request: Request): Promise<Answer> {
  const { form, headers, cookies, address } = request;
  const expected = csrfIn(headers, cookies);
  if (expected === '' || !same(form['csrf'], expected))
    return showStation(ports, request, 403, 'out-of-date');
  const [store = '', id = '', code = ''] = (form['code'] ?? '').trim().split('.');
  const done = await pairStation(ports, { store, id, code, secret: ports.random(256) });
  if (done.done) return { ...here, cookies: [stationCookie(headers, done.token, stationLife / 1_000)] };
  if (done.refusal.is === 'station-unknown') await tooManyFailures(ports.guesses, { address, store });
  return showStation(ports, request, 410, 'code-over');
}

/** Who of the staff may take a turn here. */
async function peopleOf({ profiles }: SignInPorts, { store, station }: FoundStation) {
  const staff = (await profiles.of(store))?.profile.staff ?? [];
  return staff
    .filter(({ roles }) => station.roles.some((role) => roles.includes(role)))
    .map(({ id, name }) => ({ id, name }));
}

async function byBadge(ports: SignInPorts, request: Request, found: FoundStation): Promise<Answer> {
  const { store, id } = found;
  const code = (request.form['badge'] ?? '').trim();
  const subject = `badge ${store} ${id}`;
  const wait = await ports.guesses.isOver(subject, 'subject');
  if (wait !== undefined) return tooMany(ports, request, wait);
  const actor = badgeForm.test(code) ? await ownerOf(ports.access, store, code) : undefined;
  return enter(ports, request, found, { actor, subject, bound: 'subject' });
}

async function byPin(ports: SignInPorts, request: Request, found: FoundStation): Promise<Answer> {
  const { store } = found;
  const { person = '', pin = '' } = request.form;
  const subject = `pin ${store} ${person}`;
  // Six digits are soon tried: beyond the bound not even the right ones are taken.
  const wait = await ports.guesses.isOver(subject, 'pin');
  if (wait !== undefined) return tooMany(ports, request, wait);
  const right = pinForm.test(pin) && (await isPin(ports.access, store, person, pin));
  return enter(ports, request, found, { actor: right ? person : undefined, subject, bound: 'pin' });
}

async function enter(
  ports: SignInPorts,
  request: Request,
  found: FoundStation,
  shown: { actor: string | undefined; subject: string; bound: 'subject' | 'pin' },
): Promise<Answer> {
  const { store, id } = found;
  const { actor, subject, bound } = shown;
  const people = await peopleOf(ports, found);
  if (actor !== undefined && people.some((person) => person.id === actor)) {
    await takeTurn(ports, store, id, actor);
    return here;
  }
  const wait = await ports.guesses.failed({ address: request.address, subject, store }, bound);
  return wait === undefined ? showStation(ports, request, 401, 'wrong') : tooMany(ports, request, wait);
}

async function tooMany(ports: SignInPorts, request: Request, seconds: number): Promise<Answer> {
  const shown = await showStation(ports, request, 429, 'too-many');
  return { ...shown, headers: { 'retry-after': String(seconds) } };
}
