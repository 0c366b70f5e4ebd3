/** Where an amendment is, in the words of the public face. */
export const statuses = [
  'requested',
  'awaiting-quote',
  'awaiting-approval',
  'awaiting-customer',
  'awaiting-departments',
  'applied',
  'declined',
  'withdrawn',
  'expired',
] as const;
export type Status = (typeof statuses)[number];
