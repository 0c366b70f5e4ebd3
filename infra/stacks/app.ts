import { join } from 'node:path';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { type Construct } from 'constructs';
import { publicCapabilities, routes } from '../../shared/http/routes.ts';
import { Alarms } from '../constructs/alarms.ts';
import { Board } from '../constructs/board.ts';
import { VegheFunction } from '../constructs/function.ts';
import { grantsFor, settingsFor } from '../constructs/grants.ts';
import { Api } from '../constructs/http-api.ts';
import { QueueSource } from '../constructs/queue-source.ts';
import { Rollout } from '../constructs/rollout.ts';
import { ScheduleGroup, ScheduleSource } from '../constructs/schedule-source.ts';
import { readNames } from '../constructs/shared-names.ts';
import { StreamSource } from '../constructs/stream-source.ts';
import { Watch } from '../constructs/watch.ts';
import { functions } from '../functions.ts';
import { type Settings } from '../settings.ts';

/** What a release replaces: every function of the inventory with what starts it, and what watches it. */
export class AppStack extends Stack {
  constructor(scope: Construct, settings: Settings, bundles: string, props: StackProps = {}) {
    super(scope, `${settings.prefix}-app`, props);
    const { prefix } = settings;
    const names = readNames(this, settings);
    const bus = new EventBus(this, 'Bus', { eventBusName: prefix });
    const api = new Api(this, 'Api', settings);
    const alarms = new Alarms(this, 'Alarms', settings);
    const watch = new Watch(this, 'Watch', settings, api.http, alarms);
    const schedules = new ScheduleGroup(this, 'Schedules', settings);
    const rollout = new Rollout(this, 'Rollout', settings);
    const board = new Board(this, 'Board', settings);

    const resources = { settings, names, bus, publicUrl: settings.publicUrl ?? api.http.apiEndpoint };
    const grants = grantsFor(this, resources);
    const extras = settingsFor(resources);

    for (const spec of functions) {
      const fn = new VegheFunction(this, spec.name, {
        spec,
        settings,
        alarms,
        bundle: join(bundles, spec.name),
        given: [
          ...spec.grants.map((grant) => grants[grant]),
          ...(spec.settings ?? []).map((name) => extras[name]),
        ],
      });
      board.add(fn);
      const { trigger } = spec;
      switch (trigger.kind) {
        case 'http':
          api.serve(fn, routes[trigger.capability], publicCapabilities.includes(trigger.capability));
          rollout.canary(fn, [watch.apiFaults]);
          break;
        case 'stream':
          new StreamSource(fn, 'Stream', fn, names, alarms);
          rollout.canary(fn, [watch.relayFailures]);
          break;
        case 'schedule':
          new ScheduleSource(fn, 'Schedule', fn, trigger.due, schedules, alarms);
          break;
        case 'events':
          new QueueSource(fn, 'Source', fn, trigger.concurrency, prefix, alarms, trigger.batch).fromBus(
            bus,
            trigger.types,
          );
          break;
        case 'mail-events':
          new QueueSource(fn, 'Source', fn, trigger.concurrency, prefix, alarms).fromTopic(
            names.mailEventsTopicArn,
          );
          break;
        case 'invoke':
          break;
      }
    }
    new CfnOutput(this, 'Url', {
      value: api.http.apiEndpoint,
      description: 'Where the API and the pages are.',
    });
  }
}
