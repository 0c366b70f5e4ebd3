import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { routes } from '../../shared/http/routes.ts';
import { behindAlias, type Json, ofType, render, synthesize, type Template } from './synthesis.ts';

let app: Template;
beforeAll(async () => {
  ({ app } = await synthesize());
});

const allRoutes = Object.values(routes).flat();

describe('the inventory', () => {
  it('names every function once, and its source exists', () => {
    const names = functions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { entry } of functions) expect(existsSync(entry), entry).toBe(true);
  });

  it('is exactly what is deployed', () => {
    const deployed = ofType(app, 'AWS::Lambda::Function').map(([, { Properties }]) =>
      render(Properties['FunctionName']),
    );
    expect(deployed.sort()).toEqual(functions.map(({ name }) => `veghe-dev-${name}`).sort());
  });

  it('gives every capability of the routes to exactly one function', () => {
    const served = functions.flatMap(({ trigger }) => (trigger.kind === 'http' ? [trigger.capability] : []));
    expect(served.sort()).toEqual(Object.keys(routes).sort());
  });
});

describe('routes', () => {
  it('are those of the public face, each once', () => {
    const deployed = ofType(app, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) =>
      render(Properties['RouteKey']),
    );
    expect(deployed.sort()).toEqual([...allRoutes].sort());
  });

  it('lead to the live alias of the function of their capability', () => {
    const expected = {
      orders: 'orders-api',
      stores: 'stores-api',
      links: 'links-api',
      pages: 'staff-pages',
      refunds: 'refunds-api',
      amendments: 'amendments-api',
      stock: 'stock-api',
      notices: 'notices-api',
      reports: 'reports-api',
      web: 'web',
      learning: 'learning-api',
      backorders: 'backorders-api',
      webhooks: 'webhooks-api',
    };
    for (const [, { Properties }] of ofType(app, 'AWS::ApiGatewayV2::Route')) {
      const integration =
        app.Resources[render(Properties['Target']).replace(/^integrations\/\$\{(.+)\}$/, '$1')];
      const name = behindAlias(app, render(integration?.Properties['IntegrationUri']));
      const capability = Object.entries(routes).find(([, keys]) =>
        (keys as readonly string[]).includes(render(Properties['RouteKey'])),
      )?.[0] as keyof typeof expected;
      expect(name).toBe(expected[capability]);
    }
  });

  it('have payload format 2.0, a throttled default stage and an access log without paths', () => {
    for (const [, { Properties }] of ofType(app, 'AWS::ApiGatewayV2::Integration')) {
      expect(Properties['PayloadFormatVersion']).toBe('2.0');
    }
    const stage = ofType(app, 'AWS::ApiGatewayV2::Stage')[0]?.[1].Properties ?? {};
    expect(stage['StageName']).toBe('$default');
    expect(stage['DefaultRouteSettings']).toEqual({
      ThrottlingBurstLimit: 2_000,
      ThrottlingRateLimit: 2_000,
    });
    // Twelve public routes of 75 a second leave the shops more than half.
    expect([...routes.links, ...routes.web].length * 75).toBeLessThan(1_000);
    expect(stage['RouteSettings']).toEqual(
      Object.fromEntries(
        [...routes.links, ...routes.web].map((route) => [
          route,
          { ThrottlingRateLimit: 75, ThrottlingBurstLimit: 150 },
        ]),
      ),
    );
    const { Format } = stage['AccessLogSettings'] as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ route: '$context.routeKey', status: '$context.status' });
    expect(Format).not.toContain('$context.path');
    expect(Format).not.toContain('rawPath');
  });
});

describe('schedules', () => {
  it('run each scan every minute with its kind, without retries, with a maximum age', () => {
    const schedules = ofType(app, 'AWS::Scheduler::Schedule').map(([, { Properties }]) => ({
      name: Properties['Name'],
      every: Properties['ScheduleExpression'],
      target: Properties['Target'] as Record<string, Json>,
    }));
    expect(schedules.map(({ name, every, target }) => [name, every, target['Input']])).toEqual([
      ['scan-stalled-orders', 'rate(1 minute)', '{"due":"order"}'],
      ['scan-notices', 'rate(1 minute)', '{"due":"notice"}'],
      ['scan-follow-ups', 'rate(1 minute)', '{"due":"follow-up"}'],
      ['scan-jobs', 'rate(1 minute)', '{"due":"job"}'],
      ['scan-reports', 'rate(1 minute)', '{"due":"report"}'],
      ['scan-stock-drift', 'rate(1 minute)', '{"due":"stock"}'],
    ]);
    for (const { name, target } of schedules) {
      expect(target['RetryPolicy']).toEqual({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
      expect(behindAlias(app, render(target['Arn']))).toBe(name);
    }
  });

  it('are not retried by Lambda either', () => {
    const configs = ofType(app, 'AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) => Properties);
    expect(configs.map((config) => config['FunctionName'])).toEqual([
      'veghe-dev-scan-stalled-orders',
      'veghe-dev-scan-notices',
      'veghe-dev-scan-follow-ups',
      'veghe-dev-scan-jobs',
      'veghe-dev-scan-reports',
      'veghe-dev-scan-stock-drift',
    ]);
    for (const config of configs) {
      expect(config).toMatchObject({
        Qualifier: 'live',
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 60,
      });
    }
  });
});

describe('event rules', () => {
  it('match exactly the types of the inventory, from our own source', () => {
    const patterns = ofType(app, 'AWS::Events::Rule').map(([, { Properties }]) => Properties['EventPattern']);
    expect(patterns).toHaveLength(functions.filter(({ trigger }) => trigger.kind === 'events').length);
    for (const { trigger } of functions) {
      if (trigger.kind !== 'events') continue;
      expect(patterns).toContainEqual({ source: ['veghe'], 'detail-type': [...trigger.types] });
    }
  });

  it('keep every type within what EventBridge accepts', () => {
    for (const { trigger } of functions) {
      if (trigger.kind === 'events')
        for (const type of trigger.types) expect(type.length).toBeLessThanOrEqual(128);
    }
  });
});

describe('the admin function', () => {
  it('has no trigger', () => {
    expect(
      ofType(app, 'AWS::Lambda::Permission').map(([, p]) =>
        behindAlias(app, render(p.Properties['FunctionName'])),
      ),
    ).not.toContain('admin');
  });
});
