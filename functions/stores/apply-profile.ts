import type { Subscriptions } from '../../shared/notices/channels.ts';
import { endOldSubscriptions } from '../../shared/notices/old-subscriptions.ts';
import { scheduleReport } from '../../shared/reports/schedule.ts';
import { goOnApplying } from '../../shared/stores/applying.ts';
import { startRearming } from '../../shared/stores/rearm.ts';
import type { Ports } from '../pipelines/ports.ts';

type ApplyPorts = Pick<Ports, 'heads' | 'clock' | 'profiles'> & {
  readonly subscriptions: Pick<Subscriptions, 'unsubscribe'>;
};

/** What follows from a shop's profile, as far as it is not done: its open orders and its report are armed anew. */
export function applyProfile(ports: ApplyPorts, store: string): Promise<void> {
  return goOnApplying(ports, store, {
    rearm: async () => {
      const loaded = await ports.profiles.fresh(store);
      if (!loaded) return;
      const { profile, revision } = loaded;
      // A shop that was just opened has no orders.
      if (revision === 1) return;
      const open = profile.stages.filter(({ next }) => next.length > 0).map(({ name }) => name);
      await startRearming(ports, store, { revision }, open);
    },
    report: () => scheduleReport(ports, store),
    subscriptions: () => endOldSubscriptions(ports, store),
  });
}
