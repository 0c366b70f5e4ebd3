import * as z from 'zod/mini';

/** `limit` and `cursor`, as every list takes them. */
export const paging = {
  limit: z.optional(z.string().check(z.regex(/^(?:[1-9]\d?|1\d\d|200)$/, 'must be 1–200'))),
  cursor: z.optional(
    z.string().check(z.maxLength(2_000), z.regex(/^[A-Za-z0-9_-]+$/, 'was not given by a list')),
  ),
};

export const pageRequest = ({
  limit = '50',
  cursor,
}: {
  limit?: string | undefined;
  cursor?: string | undefined;
}) => ({
  limit: Number(limit),
  cursor,
});
