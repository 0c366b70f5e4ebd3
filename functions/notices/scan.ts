import { deliver } from '../../shared/notices/deliver.ts';
import { digestKind } from '../../shared/notices/digest.ts';
import { noticeKind } from '../../shared/notices/notice.ts';
import { sendDigest } from '../../shared/notices/staff.ts';
import { scanFunction } from '../pipelines/schedule.ts';
import { scanPorts } from './ports.ts';

const ports = scanPorts();

/** Notices whose time has come, and the digests of the staff. Two at a time per shard: the mail service counts. */
export const handler = scanFunction(
  ports,
  noticeKind,
  ({ store, kind, id }) => (kind === digestKind ? sendDigest(ports, store, id) : deliver(ports, store, id)),
  { width: 2 },
);
