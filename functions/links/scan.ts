import { silentOnDelay } from '../../shared/links/delay.ts';
import { linkKind } from '../../shared/links/link.ts';
import { lapseLink } from '../../shared/links/links.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';

const ports = lambdaPorts();

/** Links whose time is over. What silence means is the matter's own: a backorder has its own deadline. */
export const handler = scanFunction(ports, linkKind, (key) =>
  lapseLink(ports, key, async (purpose) => {
    if (purpose.kind === 'delay') await silentOnDelay(ports, key.store, purpose);
  }),
);
