/** What is changed in one place after the other, and the tests that have to notice. */
export interface Domain {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

/** Each domain by its own tests: who notices only by way of a story tests something else. */
export const domains = {
  orders: {
    mutate: ['shared/orders/decide/*.ts', 'shared/orders/evolve.ts', 'shared/orders/delivery-day.ts'],
    tests: ['tests/orders/*.test.ts', 'tests/notices/check.test.ts'],
  },
  access: {
    mutate: ['shared/access/{claims,credential,issuer,oidc,oidc-token,person,principal,session,station}.ts'],
    tests: ['tests/access/*.test.ts'],
  },
  time: {
    mutate: ['shared/time/*.ts', '!shared/time/holiday-table.ts'],
    tests: ['tests/time/*.test.ts'],
  },
  money: {
    mutate: ['shared/orders/money.ts', 'shared/orders/account.ts'],
    tests: ['tests/amendments/money.test.ts', 'tests/refunds/*.test.ts'],
  },
  estimates: {
    mutate: [
      'shared/durations/{backtest,buckets,compile,count,histogram,learning,model,past,segment,sketch}.ts',
      'shared/orders/{forecast,ways}.ts',
    ],
    tests: [
      'tests/durations/{backtest,compile,learned,past,segment,sketch}.test.ts',
      'tests/orders/{estimate,forecast}.test.ts',
    ],
  },
  amendments: {
    mutate: [
      'shared/amendments/decide/*.ts',
      'shared/amendments/evolve.ts',
      'shared/amendments/agenda.ts',
      'shared/amendments/schedule.ts',
    ],
    tests: ['tests/amendments/{agenda,approvals,assess,course,decide,evolve,schedule}.test.ts'],
  },
  backorders: {
    mutate: ['shared/backorders/{case,content,decide,offer}.ts'],
    tests: ['tests/backorders/{case,decide,offer}.test.ts'],
  },
  stock: {
    mutate: [
      'shared/stock/level/{allot,booking,claim,consequences,evolve,movement,state}.ts',
      'shared/stock/drift/{detect,look,resolve}.ts',
      'shared/stock/audits/plan.ts',
    ],
    tests: ['tests/stock/{allot,audits,booking,claims,drift,level}.test.ts'],
  },
  causes: {
    mutate: ['shared/stock/causes/rank.ts', 'shared/stock/causes/explain/*.ts'],
    tests: ['tests/stock/{causes,explain-papers,explain-records,rank}.test.ts'],
  },
} as const satisfies Record<string, Domain>;
export type DomainName = keyof typeof domains;

export function isDomain(name: string): name is DomainName {
  return Object.hasOwn(domains, name);
}

/** The domain that this process is about; the runner says it in the environment, which Stryker hands on. */
export function domain(): Domain {
  const name = process.env['VEGHE_MUTATE'] ?? '';
  if (!isDomain(name)) throw new Error(`VEGHE_MUTATE is one of ${Object.keys(domains).join(', ')}`);
  return domains[name];
}
