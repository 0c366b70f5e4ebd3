import { withoutLinks } from '../../shared/links/mask.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { ok } from '../../shared/http/request.ts';
import type { Head } from '../../shared/kernel/head.ts';
import type { noticesApi } from '../../shared/notices/api.ts';
import { email, sms } from '../../shared/notices/message.ts';
import { modelOf } from '../../shared/notices/model.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import { canCancel } from '../../shared/orders/decide/answer.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { orderProblem } from '../../shared/orders/problems.ts';
import type { OrderRules } from '../../shared/orders/rules.ts';
import type { Order } from '../../shared/orders/state.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { textFaults } from '../../shared/stores/texts.ts';
import { days, formatInstant, type Instant, parseDuration, plus } from '../../shared/time/instant.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { releaseHeld } from './release.ts';

type NoticePagePorts = Ports & { readonly publicUrl: string };

/** The calls about messages that wait for a person. */
export function noticeHandlers(ports: NoticePagePorts): Handlers<typeof noticesApi> {
  const inState = (store: string, state: string) => ({
    partition: `${store}#notice`,
    range: { from: `${state}#`, to: `${state}#~` },
  });

  return {
    'GET /v1/notices': async ({ who, query }) => {
      const { partition, range } = inState(who.store, query.state);
      const found = await ports.heads.find('list', partition, range, pageRequest(query));
      const heads = await ports.heads.loadMany<Notice>(found.items);
      const items = await Promise.all(heads.map((head) => view(ports, head)));
      return ok({ items: items.filter(({ state }) => state === query.state), next: found.next });
    },

    'POST /v1/notices/release': async ({ who, body }) => {
      return ok(await releaseHeld(ports, who, 'ids' in body ? body.ids : 'all', body.decision));
    },

    'POST /v1/notices/preview': async ({ who, body }) => {
      const loaded = await ports.profiles.of(who.store);
      if (!loaded) throw new ProblemError(problem('not-found'));
      const orders = new Orders(ports, who.store, loaded);
      const order = (await orders.load(body.orderId))?.state;
      if (!order) throw new ProblemError(orderProblem({ is: 'order-unknown' }));
      const { rules } = orders;
      const profile = body.texts ? { ...orders.profile, texts: body.texts } : orders.profile;
      const faults = textFaults(body.texts, rules.flow.names, 'texts');
      if (faults.length > 0) throw new ProblemError(problem('invalid', { errors: faults }));
      const { stage } = body;
      if (stage !== undefined && !rules.flow.stage(stage))
        throw new ProblemError(orderProblem({ is: 'stage-unknown', stage, known: rules.flow.names }));
      const [content, parcelTexts] = await Promise.all([orders.content(order), orders.parcelTexts(order)]);
      const matter = { kind: body.kind, ...(stage === undefined ? {} : { stage }) };
      const facts = {
        order,
        content,
        parcelTexts,
        profile,
        rules,
        at: ports.clock(),
        toldBefore: (order.late?.told?.n ?? 0) > 1,
      };
      const model = {
        ...modelOf(matter, facts, choiceShown(ports, order, facts)),
        ...(body.locale === undefined ? {} : { locale: body.locale }),
      };
      // A link goes by SMS only where the shop says so.
      const { choice: _, ...bare } = model;
      return ok({ email: email(model), sms: sms(profile.smsLinks ? model : bare) });
    },
  };
}

async function view(ports: Ports, { key, state: notice }: Head<Notice>) {
  const kept =
    notice.status === 'kept' || notice.status === 'call' ? await ports.heads.part(key, 'message') : undefined;
  const said = kept && withoutLinks(kept);
  const since = 'at' in notice ? notice.at : 'since' in notice ? notice.since : notice.openedAt;
  return {
    noticeId: key.id,
    orderId: notice.orderId,
    kind: notice.kind,
    channel: notice.channel,
    state: notice.status,
    since: formatInstant(since),
    ...('why' in notice ? { why: notice.why } : {}),
    ...(notice.status === 'call' ? { tries: notice.tries } : {}),
    ...(said === undefined ? {} : { message: JSON.parse(said) as unknown }),
  };
}

/** Where the link to choose would stand. A preview makes none: it decides nothing and stores nothing. */
const choiceShown = (
  { publicUrl }: NoticePagePorts,
  order: Order,
  { profile, rules, at }: { profile: Profile; rules: OrderRules; at: Instant },
) =>
  canCancel(order, rules)
    ? {
        url: `${publicUrl}/l/…`,
        until: plus(at, parseDuration(profile.delays.answerWithin) ?? days(7)),
      }
    : undefined;
