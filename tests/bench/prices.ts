/**
 * Dollars, on demand, US East (N. Virginia), without free tiers. From public copies of AWS's price pages and of guides to
 * them of March to July 2026; the pages themselves could not be reached from the machine. Look before you rely on them.
 */
export const prices = {
  date: '2026-07',
  perMillion: {
    writeUnit: 0.625,
    readUnit: 0.125,
    httpCall: 1,
    lambdaRequest: 0.2,
    event: 1,
    queueRequest: 0.4,
    schedule: 1,
    transition: 25,
    mail: 100,
  },
  /** Lambda on arm64. */
  gigabyteSecond: 0.000_013_333_4,
} as const;
