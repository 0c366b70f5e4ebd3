import { type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { type VegheFunction } from './function.ts';

/**
 * Releases by canary: a tenth of the calls for five minutes, then all; any of the alarms moves the alias
 * back. For what answers people and for the relay, which everything passes; a fault elsewhere is held by
 * its queue or by the next minute.
 */
export class Rollout extends Construct {
  private readonly application: LambdaApplication;
  private readonly role: Role;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.application = new LambdaApplication(this, 'Application', { applicationName: settings.prefix });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSCodeDeployRoleForLambdaLimited'),
      ],
    });
    acknowledge(
      this.role,
      'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      'The policy that AWS keeps for exactly this, limited to shifting aliases and reading alarms.',
    );
  }

  /** Puts the function's alias under canary releases. */
  canary(fn: VegheFunction, alarms: readonly IAlarm[]): void {
    new LambdaDeploymentGroup(this, fn.spec.name, {
      application: this.application,
      role: this.role,
      alias: fn.alias,
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [fn.errors, ...alarms],
    });
  }
}
