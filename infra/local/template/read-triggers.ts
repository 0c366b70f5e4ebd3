import { type Json } from './assembly.ts';
import { functionName } from './attributes.ts';
import { type RouteModel, type ScheduleModel } from './model.ts';
import { at } from './read-functions.ts';
import { type Resolver, TemplateError } from './resolver.ts';

/** The routes of the HTTP API. */
export function readRoutes(resolver: Resolver): RouteModel[] {
  const integrations = new Map(
    resolver.ofType('AWS::ApiGatewayV2::Integration').map((resource) => {
      const properties = resolver.properties(resource);
      const kind = `${String(properties['IntegrationType'])} ${String(properties['PayloadFormatVersion'])}`;
      if (kind !== 'AWS_PROXY 2.0') {
        throw new TemplateError(
          `${resource.stack}/${resource.logicalId}: integration ${kind}, only AWS_PROXY 2.0 is known`,
        );
      }
      return [resolver.refOf(resource), properties] as const;
    }),
  );
  return resolver.ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const properties = resolver.properties(resource);
    const stop = (what: string): never => {
      throw new TemplateError(`${resource.stack}/${resource.logicalId}: ${what}`);
    };
    const authorization = String(properties['AuthorizationType'] ?? 'NONE');
    if (authorization !== 'NONE') stop(`authorization ${authorization} is not known to the local runtime`);
    const target = String(properties['Target']).replace('integrations/', '');
    const integration = integrations.get(target) ?? stop(`no integration ${target}`);
    return {
      key: String(properties['RouteKey']),
      functionName: functionName(integration['IntegrationUri']),
      timeoutMs: Number(integration['TimeoutInMillis'] ?? 30_000),
    };
  });
}

/** What the scheduler starts. */
export function readSchedules(resolver: Resolver): ScheduleModel[] {
  return resolver.ofType('AWS::Scheduler::Schedule').map((resource) => {
    const properties = resolver.properties(resource);
    const arn = String(at(properties, 'Target', 'Arn'));
    if (!arn.startsWith('arn:aws:lambda:')) {
      throw new TemplateError(
        `${resource.stack}/${resource.logicalId}: a schedule's target that is no function: ${arn}`,
      );
    }
    const input = at(properties, 'Target', 'Input');
    return {
      name: resource.name,
      expression: String(properties['ScheduleExpression']),
      timezone: String(properties['ScheduleExpressionTimezone'] ?? 'UTC'),
      enabled: properties['State'] !== 'DISABLED',
      functionName: functionName(arn),
      input: input === undefined ? {} : (JSON.parse(String(input)) as Json),
    };
  });
}
