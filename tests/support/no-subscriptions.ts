import type { Subscriptions } from '../../shared/notices/channels.ts';

/** For tests in which nobody subscribes to the operator's topic. */
export const noSubscriptions: Subscriptions = {
  subscribe: () => Promise.reject(new Error('nobody subscribes here')),
  unsubscribe: () => Promise.reject(new Error('nobody subscribes here')),
};
