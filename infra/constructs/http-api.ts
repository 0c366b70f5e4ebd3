import { RemovalPolicy } from 'aws-cdk-lib/core';
import {
  type CfnStage,
  HttpApi,
  type HttpMethod,
  HttpStage,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type IFunction } from 'aws-cdk-lib/aws-lambda';
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

/** The HTTP API: one explicit route per route key, so that what is not listed does not exist. */
export class Api extends Construct {
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', { apiName: settings.prefix, createDefaultStage: false });
    acknowledge(
      this.http,
      'APIG4',
      'Credentials of shops are checked in the HTTP pipeline of each function: a custom authorizer would cost a second invocation, a JWT authorizer knows no keys of storefronts.',
    );
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      // A ceiling for all shops together; limits per shop are kept in the HTTP pipeline.
      throttle: { rateLimit: 200, burstLimit: 400 },
    });
    const log = new LogGroup(this, 'AccessLog', {
      // Under this prefix API Gateway needs no entry in the account's log resource policy, which is limited.
      logGroupName: `/aws/vendedlogs/${settings.prefix}/http`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    (stage.node.defaultChild as CfnStage).accessLogSettings = {
      destinationArn: log.logGroupArn,
      format: JSON.stringify(accessLog),
    };
  }

  /** Sends these routes to the function: one integration and one permission, however many routes. */
  serve(fn: VegheFunction, routeKeys: readonly RouteKey[]): void {
    const integration = new HttpLambdaIntegration(`To-${fn.spec.name}`, fn.alias as IFunction, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      scopePermissionToRoute: false,
    });
    for (const routeKey of routeKeys) {
      const [method = '', path = ''] = routeKey.split(' ');
      this.http.addRoutes({ path, methods: [method as HttpMethod], integration });
    }
  }
}
