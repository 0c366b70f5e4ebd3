import { type Answer, ok } from '../../shared/http/request.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import { email } from '../../shared/notices/message.ts';
import { modelOf } from '../../shared/notices/model.ts';
import { type Revise, revise } from '../../shared/orders/decide/date.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import type { Orders } from '../../shared/orders/orders.ts';
import { orderProblem } from '../../shared/orders/problems.ts';
import type { Ports } from '../pipelines/ports.ts';

/** The message that a new promise would send, made by the same decision and the same words; nothing is stored. */
export async function promisePreview(
  ports: Ports,
  orders: Orders,
  orderId: string,
  command: Revise,
): Promise<Answer> {
  const head = await orders.load(orderId);
  if (!head) throw new ProblemError(orderProblem({ is: 'order-unknown' }));
  const at = ports.clock();
  const decision = revise(head.state, command, { rules: orders.rules, at, actor: 'preview' });
  if ('refused' in decision) throw new ProblemError(orderProblem(decision.refused));
  const order = decision.accepted.reduce(evolve, head.state);
  const [content, parcelTexts] = await Promise.all([orders.content(order), orders.parcelTexts(order)]);
  const { profile, rules } = orders;
  return ok({
    message: email(
      modelOf({ kind: 'promise' }, { order, content, parcelTexts, profile, rules, at, toldBefore: false }),
    ),
  });
}
