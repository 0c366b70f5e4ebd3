import { fileURLToPath } from 'node:url';
import { type Activity } from '../activity.ts';
import { type Clock } from '../clock.ts';
import { type Services } from '../services.ts';
import { type Model } from '../template/model.ts';
import { FunctionHost } from './function-host.ts';
import { type FunctionLog } from './function-log.ts';

export interface HostsParts {
  readonly model: Model;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly log: FunctionLog;
  /** `VEGHE_INSTANCES`: sandboxes of one invocation each, so many at most per function. */
  readonly instances?: number | undefined;
}

/** Compiled bundles are kept by their content, so that all runs of this checkout share them. */
const compileCache = fileURLToPath(new URL('../../../node_modules/.cache/veghe', import.meta.url));

/** Makes a host for every function; its access key is its name, by which the services know who calls. */
export function startHosts(services: Services, { model, clock, activity, log, instances }: HostsParts): void {
  const { region } = model.place;
  for (const fn of model.functions) {
    const environment = {
      PATH: process.env['PATH'] ?? '',
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: fn.name,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: services.address,
      AWS_ENDPOINT_URL_DYNAMODB: services.address,
      AWS_ENDPOINT_URL_EVENTBRIDGE: services.address,
      AWS_ENDPOINT_URL_SES: services.address,
      AWS_ENDPOINT_URL_SNS: services.address,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: fn.name,
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memory),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      LAMBDA_TASK_ROOT: fn.directory,
      _HANDLER: fn.handler,
      ...fn.environment,
    };
    const host = new FunctionHost(fn, {
      clock,
      activity,
      environment,
      compileCache,
      instances,
      log: log.writer(fn.name),
    });
    services.hosts.set(fn.name, host);
  }
}
