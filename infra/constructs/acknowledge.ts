import { Stack, Validations } from 'aws-cdk-lib/core';
import { type IConstruct } from 'constructs';

/** A finding of cdk-nag that is right as a rule and wrong here, and why. */
export function acknowledge(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${finding}`, reason });
}

/** How cdk-nag writes a reference to a template parameter in the id of a finding. */
export function parameterInFinding(construct: IConstruct, token: string): string {
  const resolved = Stack.of(construct).resolve(token) as { readonly Ref?: string };
  return `<${resolved.Ref ?? token}>`;
}
