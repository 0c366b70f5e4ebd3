import { askKind } from '../../shared/amendments/ask.ts';
import { sendAsk } from '../../shared/amendments/ask-staff.ts';
import { pacer } from '../../shared/kernel/pace.ts';
import { deliver } from '../../shared/notices/deliver.ts';
import { digestKind } from '../../shared/notices/digest.ts';
import { noticeKind } from '../../shared/notices/notice.ts';
import { sendDigest } from '../../shared/notices/staff.ts';
import { staffMessageKind } from '../../shared/notices/staff-message.ts';
import { sendStaffMessage } from '../../shared/notices/send-staff.ts';
import { amount, timer } from '../pipelines/ports.ts';
import { scanFunction } from '../pipelines/schedule.ts';
import { scanPorts } from './ports.ts';

/**
 * What has piled up keeps to the rate of SES. Messages that go at once are not counted: SES refuses what is too much,
 * and it comes again by this scan.
 */
const mailTurn = pacer({ perSecond: amount('MAIL_PER_SECOND'), perStore: Infinity, timer });
/** Of 12 units each in one partition: 300 of its 1,000, as new alerts come in beside them. */
const toldTurn = pacer({ perSecond: 25, perStore: Infinity, timer });
const ports = { ...scanPorts(), mailTurn, toldTurn };

/** Notices whose time has come, the digests of the staff and the messages that they become. Two at a time per shard: the mail service counts. */
export const handler = scanFunction(
  ports,
  noticeKind,
  ({ store, kind, id }) => {
    if (kind === digestKind) return sendDigest(ports, store, id);
    if (kind === staffMessageKind) return sendStaffMessage(ports, store, id);
    return kind === askKind ? sendAsk(ports, store, id) : deliver(ports, store, id);
  },
  { width: 2 },
);
