import { pageRequest } from '../../shared/http/paging.ts';
import type { Head } from '../../shared/kernel/head.ts';
import { noticesApi } from '../../shared/notices/api.ts';
import { email, sms } from '../../shared/notices/message.ts';
import { modelOf } from '../../shared/notices/model.ts';
import { type Notice, releases } from '../../shared/notices/notice.ts';
import type { Orders } from '../../shared/orders/orders.ts';
import type { Order } from '../../shared/orders/state.ts';
import type { Locale } from '../../shared/i18n/dates.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { type HeldLine, noticesPage } from '../../shared/pages/notices-page.ts';
import { entryTime } from '../../shared/pages/timeline.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { releaseHeld } from '../notices/release.ts';
import { ordersOf } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';
import { picked, seeOther } from './forms.ts';
import { may } from './may.ts';

type Notices = Pick<Handlers<typeof pagesApi>, 'GET /staff/notices' | 'POST /staff/notices'>;
const here = '/staff/notices';
const release = noticesApi['POST /v1/notices/release'];

/** Messages that wait for a person or were given up: read as they would leave now, then sent or dropped. */
export function noticePages(ports: Ports): Notices {
  return {
    'GET /staff/notices': async (request) => {
      const orders = await ordersOf(ports, request);
      const { locale, viewer } = viewerOf(request, orders.profile, 'notices');
      const { limit, cursor } = request.query;
      const found = await ports.heads.find(
        'list',
        `${request.who.store}#notice`,
        { from: 'held#', to: 'held#~' },
        pageRequest({ limit, cursor }),
      );
      // What was given up stands behind what is held, the latest first, on the first page.
      const failed =
        cursor === undefined
          ? await ports.heads.find(
              'list',
              `${request.who.store}#notice`,
              { from: 'failed#', to: 'failed#~', descending: true },
              { limit: 50 },
            )
          : { items: [] };
      // Whom to phone stands before everything else.
      const calls =
        cursor === undefined
          ? await ports.heads.find(
              'list',
              `${request.who.store}#notice`,
              { from: 'call#', to: 'call#~' },
              { limit: 50 },
            )
          : { items: [] };
      const heads = await ports.heads.loadMany<Notice>([...calls.items, ...found.items, ...failed.items]);
      const lines = await Promise.all(heads.map((head) => noticeLine(ports, orders, head, locale)));
      return {
        status: 200,
        html: noticesPage({
          locale,
          viewer,
          said: request.query,
          lines: lines.flatMap((line) => line ?? []),
          next: found.next === null ? undefined : `${here}?cursor=${found.next}`,
          mayRelease: may(request.who, release),
        }),
      };
    },

    'POST /staff/notices': async (request) => {
      const { who, form } = request;
      if (!may(who, release)) return seeOther(request, here, { said: 'refused', why: 'forbidden' });
      const decision = releases.find((one) => one === form['action']);
      if (!decision) return seeOther(request, here, { said: 'refused', why: 'missing' });
      const ids = picked(request).map(({ id }) => id);
      if (form['all'] !== 'true' && ids.length === 0) return seeOther(request, here, { said: 'nothing' });
      const done = await releaseHeld(ports, who, form['all'] === 'true' ? 'all' : ids, decision);
      const count = done.items.filter(({ outcome }) => !outcome.startsWith('notice-')).length;
      if (decision === 'reached' || decision === 'not-reached')
        return seeOther(request, here, { said: count === 0 ? 'nothing' : 'recorded' });
      return seeOther(request, here, {
        said: decision === 'send' ? 'sent' : 'dropped',
        count: String(count),
      });
    },
  };
}

async function noticeLine(
  ports: Ports,
  orders: Orders,
  { key, state: notice }: Head<Notice>,
  locale: Locale,
): Promise<HeldLine | undefined> {
  const order = (await orders.load(notice.orderId))?.state;
  if (!order) return undefined;
  if (notice.status === 'call') return callLine(ports, orders, { key, notice, order, locale });
  if (notice.status !== 'held' && notice.status !== 'failed') return undefined;
  const message = await messageNow(ports, orders, notice, order);
  const since = notice.status === 'held' ? notice.since : notice.at;
  return {
    noticeId: key.id,
    orderId: notice.orderId,
    kind: notice.kind,
    channel: notice.channel,
    since: entryTime(formatInstant(since), orders.profile, locale),
    why: notice.why,
    failed: notice.status === 'failed',
    message,
  };
}

/** A customer to phone: his number, how often it was tried, and what to ask. */
async function callLine(
  ports: Ports,
  orders: Orders,
  {
    key,
    notice,
    order,
    locale,
  }: {
    readonly key: Head<Notice>['key'];
    readonly notice: Notice & { readonly status: 'call' };
    readonly order: Order;
    readonly locale: Locale;
  },
): Promise<HeldLine> {
  const [said, content] = await Promise.all([ports.heads.part(key, 'message'), orders.content(order)]);
  const { phone } = content?.customer ?? {};
  return {
    noticeId: key.id,
    orderId: notice.orderId,
    kind: notice.kind,
    channel: notice.channel,
    since: entryTime(formatInstant(notice.since), orders.profile, locale),
    why: 'call',
    failed: false,
    call: { tries: notice.tries, ...(phone === undefined ? {} : { phone }) },
    message: said === undefined ? undefined : (JSON.parse(said) as { subject: string; text: string }),
  };
}

/** As it would leave now. A letter is written when it goes, with its links: none is shown. */
async function messageNow(
  ports: Ports,
  orders: Orders,
  notice: Notice,
  order: Order,
): Promise<HeldLine['message']> {
  const { kind, channel } = notice;
  if (kind === 'letter') return undefined;
  const [content, parcelTexts] = await Promise.all([orders.content(order), orders.parcelTexts(order)]);
  const { profile, rules } = orders;
  const toldBefore = (notice.round ?? 1) > 1;
  const facts = { order, content, parcelTexts, profile, rules, at: ports.clock(), toldBefore };
  const model = modelOf({ ...notice, kind }, facts);
  return channel === 'email' ? email(model) : { subject: '', text: sms(model) };
}
