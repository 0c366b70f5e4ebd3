/** Who does something for a change. */
export const departments = ['procurement', 'packing', 'logistics', 'billing'] as const;
export type Department = (typeof departments)[number];
