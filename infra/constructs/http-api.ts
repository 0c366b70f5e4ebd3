import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { CfnIntegration, CfnRoute, type CfnStage, HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type RouteKey } from '../../shared/http/routes.ts';
import { type Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { type VegheFunction } from './function.ts';

/**
 * What the access log tells of a request: the route, not the path, because a signed link's path is a secret
 * and an order's may name a person.
 */
const accessLog = {
  time: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
};

/** Requests a second that one public route takes; twelve of them leave more than half of the stage's to the shops. */
const publicRate = 75;

/** The HTTP API: one explicit route per route key, so that what is not listed does not exist. */
export class Api extends Construct {
  readonly http: HttpApi;
  private readonly stage: CfnStage;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', { apiName: settings.prefix, createDefaultStage: false });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      // A ceiling for all shops together; limits per shop are kept in the HTTP pipeline.
      throttle: { rateLimit: 2_000, burstLimit: 2_000 },
    });
    const log = new LogGroup(this, 'AccessLog', {
      // Under this prefix API Gateway needs no entry in the account's log resource policy, which is limited.
      logGroupName: `/aws/vendedlogs/${settings.prefix}/http`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = stage.node.defaultChild as CfnStage;
    this.stage.accessLogSettings = {
      destinationArn: log.logGroupArn,
      format: JSON.stringify(accessLog),
    };
  }

  /**
   * Sends these routes to the function: one integration and one permission, however many routes. Those that anybody may
   * call are bounded each, so that all of them together leave the shops their share of the stage.
   */
  serve(fn: VegheFunction, routeKeys: readonly RouteKey[], isPublic: boolean): void {
    const apiId = this.http.apiId;
    const integration = new CfnIntegration(fn, 'Integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: fn.alias.functionArn,
      payloadFormatVersion: '2.0',
    });
    fn.alias.addPermission('Invoke', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: apiId, resourceName: '*' }),
    });
    for (const routeKey of routeKeys) {
      const route = new CfnRoute(fn, routeKey, {
        apiId,
        routeKey,
        authorizationType: 'NONE',
        target: `integrations/${integration.ref}`,
      });
      if (isPublic) this.bound(route, routeKey);
      acknowledge(
        route,
        'APIG4',
        'Credentials are checked in the HTTP pipeline of each function: a custom authorizer would be a second invocation, a JWT authorizer knows no keys of storefronts.',
      );
    }
  }

  /** A stage knows only routes that are there: it is made after them. */
  private bound(route: CfnRoute, routeKey: RouteKey): void {
    const settings = (this.stage.routeSettings ?? {}) as Record<string, object>;
    this.stage.routeSettings = {
      ...settings,
      [routeKey]: { ThrottlingRateLimit: publicRate, ThrottlingBurstLimit: 2 * publicRate },
    };
    this.stage.addResourceDependency(route);
  }
}
