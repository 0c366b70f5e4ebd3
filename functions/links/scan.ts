import { linkKind } from '../../shared/links/link.ts';
import { lapseLink } from '../../shared/links/links.ts';
import { lambdaPorts } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';

const ports = lambdaPorts();

/** Links whose time is over: that nobody answered is written down. */
export const handler = scanFunction(ports, linkKind, ({ store, id }) => lapseLink(ports, store, id));
