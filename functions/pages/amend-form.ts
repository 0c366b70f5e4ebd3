import { own } from '../../shared/kernel/own.ts';
import type { Request } from '../../shared/http/request.ts';
import type { Content } from '../../shared/orders/content.ts';
import { addedRows } from '../../shared/pages/amend-page.ts';
import type { Profile } from '../../shared/stores/profile.ts';
import { dateNumber } from '../../shared/time/business.ts';
import { onClock } from '../../shared/time/dates.ts';
import { formatInstant, hours, minutes } from '../../shared/time/instant.ts';
import { field } from './forms.ts';

/** What the form asks for, as the call takes it; still to be checked. Fields as they were say nothing. */
export function bodyOf(request: Request, content: Content, { timeZone }: Pick<Profile, 'timeZone'>): unknown {
  const { form } = request;
  const number = (name: string) => Number((own(form, name) ?? '').trim());
  const lines = content.lines.flatMap(({ lineId, quantity }) => {
    const wanted = form[`quantity.${lineId}`];
    if (wanted === undefined || Number(wanted) === quantity) return [];
    return Number(wanted) === 0
      ? [{ op: 'remove-line', lineId }]
      : [{ op: 'change-quantity', lineId, quantity: Number(wanted) }];
  });
  const added = Array.from({ length: addedRows }, (_, n) => String(n)).flatMap((n) => {
    const [sku, name] = [field(request, `sku.${n}`, 64), field(request, `name.${n}`, 200)];
    if (sku === undefined) return [];
    return [
      {
        op: 'add-line',
        sku,
        quantity: number(`added.${n}`),
        ...(name === undefined ? {} : { name }),
        ...(form[`unlisted.${n}`] === 'true' ? { unlisted: true } : {}),
      },
    ];
  });
  const behalf = field(request, 'onBehalfOf', 64);
  return {
    changes: [...lines, ...added, ...addressIn(request), ...deliveryIn(request, timeZone)],
    ...(behalf === undefined ? {} : { onBehalfOf: behalf }),
  };
}

function addressIn(request: Request): object[] {
  const [street, city, postalCode] = [
    field(request, 'street', 200),
    field(request, 'city', 100),
    field(request, 'postalCode', 16),
  ];
  if (street === undefined && city === undefined) return [];
  return [
    { op: 'change-address', address: { street, city, ...(postalCode === undefined ? {} : { postalCode }) } },
  ];
}

/** A day is promised to its end on the shop's wall clock. */
function deliveryIn(request: Request, timeZone: string): object[] {
  const [date, shipments] = [dateNumber(request.form['date'] ?? ''), field(request, 'shipments', 30)];
  const promisedAt = Number.isNaN(date)
    ? undefined
    : formatInstant(onClock(date, hours(23) + minutes(59), timeZone));
  if (promisedAt === undefined && shipments === undefined) return [];
  return [
    {
      op: 'change-delivery',
      ...(promisedAt === undefined ? {} : { promisedAt }),
      ...(shipments === undefined ? {} : { shipments }),
    },
  ];
}
