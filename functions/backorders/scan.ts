import { caseKind } from '../../shared/backorders/case.ts';
import { casesOf } from '../../shared/backorders/cases.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';

const ports = lambdaPorts();

/** Customers who are to be asked, reminded, or have not answered. */
export const handler = scanFunction(ports, caseKind, async ({ store, id }) =>
  (await casesOf(ports, store))?.fire(id),
);
