import { own } from '../kernel/own.ts';
import type { Envelope } from '../events/envelope.ts';
import type { Profile } from '../stores/profile.ts';
import { type Instant, minutes, plus } from '../time/instant.ts';
import type { Matter } from './notice.ts';

/** A notice to open, and when it may go. */
export interface Planned {
  readonly matter: Matter;
  readonly dueAt: Instant;
}

/**
 * A word of delay waits a little: if a whole stage stands still, that shows within these two minutes, and an
 * operator decides before hundreds are written to. A good word goes at once.
 */
export const delayPatience = minutes(2);

/** A number and its carrier are often put right one after the other: one message tells both. */
export const trackingPatience = minutes(2);

/** Which customers' notices an event calls for, by the shop's profile. */
export function plan(event: Envelope, profile: Profile, at: Instant): Planned[] {
  const orderId = event.subject.slice('order/'.length);
  const data = event.data as Record<string, unknown>;
  const text = (name: string): string => {
    const value = own(data, name);
    return typeof value === 'string' ? value : '';
  };
  const channelsOf = (stage: string) => profile.stages.find(({ name }) => name === stage)?.tell ?? [];
  const atOnce = (matters: Matter[]): Planned[] => matters.map((matter) => ({ matter, dueAt: at }));
  switch (event.type) {
    case 'order.placed': {
      if (data['imported'] === true) return [];
      const stage = text('stage');
      return atOnce(
        channelsOf(stage).map((channel) => ({ orderId, kind: 'stage', channel, stay: 1, stage })),
      );
    }
    case 'order.stage-changed': {
      const stage = text('to');
      const stay = Number(data['stay']);
      const tells = channelsOf(stage);
      // Who was told that it stands still hears that it moves, unless the new stage says so itself.
      const moving = data['afterDelay'] === undefined ? [] : profile.delays.tell;
      return atOnce([
        ...moving
          .filter((channel) => !tells.includes(channel))
          .map((channel) => ({
            orderId,
            kind: 'moving' as const,
            channel,
            stay,
            stage,
            round: Number(data['afterDelay']),
          })),
        // Parcels speak for themselves: their own event tells of each.
        ...(data['parcels'] === true ? [] : tells).map((channel) => ({
          orderId,
          kind: 'stage' as const,
          channel,
          stay,
          stage,
        })),
      ]);
    }
    case 'order.parcel-stage-changed': {
      const stage = text('to');
      const parcelId = text('parcelId');
      return atOnce(
        channelsOf(stage).map((channel) => ({
          orderId,
          kind: 'stage',
          channel,
          stay: Number(data['n']),
          stage,
          parcelId,
        })),
      );
    }
    case 'order.parcel-updated': {
      if (data['renumbered'] !== true) return [];
      const { id } = data['parcel'] as { readonly id: string };
      // Whether he was told another number shows when it is sent.
      return [...new Set(profile.stages.flatMap(({ tell }) => tell))].map((channel) => ({
        matter: { orderId, kind: 'tracking', channel, stay: event.version, parcelId: id },
        dueAt: plus(at, trackingPatience),
      }));
    }
    case 'order.corrected': {
      const stage = text('from');
      // Whether he was told wrong shows when it is sent: by the notice of the stay that was corrected.
      const stay = Number(data['stay']);
      return atOnce(
        channelsOf(stage).map((channel) => ({ orderId, kind: 'correction', channel, stay, stage })),
      );
    }
    case 'order.delay-expected': {
      const stay = Number(data['stay']);
      const round = Number(data['round']);
      const before = data['beforeStay'] === undefined ? {} : { afterStay: Number(data['beforeStay']) };
      return profile.delays.tell.map((channel) => ({
        matter: { orderId, kind: 'delay', channel, stay, round, ...before },
        dueAt: plus(at, delayPatience),
      }));
    }
    case 'order.promise-revised': {
      if (data['notifyCustomer'] !== true) return [];
      return atOnce(
        profile.delays.tell.map((channel) => ({ orderId, kind: 'promise', channel, stay: event.version })),
      );
    }
    default:
      return [];
  }
}
