import type { amendmentsApi } from '../../shared/amendments/api.ts';
import { quotesText, textsOf } from '../../shared/amendments/assessing.ts';
import { quote, quotedLine, quoteFault } from '../../shared/amendments/quoting.ts';
import { ordersOf } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { decideOn, refused } from './decide.ts';
import { known } from './known.ts';

type QuoteHandler = Pick<Handlers<typeof amendmentsApi>, 'POST /v1/amendments/{amendmentId}/quote'>;

/** Procurement's quote for an item outside catalogue or contract. */
export function quoteHandler(ports: Ports): QuoteHandler {
  return {
    'POST /v1/amendments/{amendmentId}/quote': async (request) => {
      const { who, params, body } = request;
      const { profile } = await ordersOf(ports, request);
      const { state } = await known(ports, who.store, params.amendmentId);
      const { quotes, assessment } = await textsOf(ports.heads, who.store, state);
      const unlisted = (assessment?.touched ?? [])
        .filter((one) => one.unlisted)
        .map(({ line }) => line.lineId);
      const lineId = quotedLine(unlisted, body);
      if (typeof lineId !== 'string') throw refused(lineId.refused);
      const fault = quoteFault(body, profile.currency, ports.clock());
      if (fault) throw refused({ is: 'rule', ...fault });
      const { name, parts } = quotesText(
        ports.heads,
        { name: state.quotes, quotes },
        { ...quotes, [lineId]: body },
      );
      return decideOn(ports, request, parts, (amendment, at) =>
        quote(amendment, who, { lineId, quotes: name }, at),
      );
    },
  };
}
