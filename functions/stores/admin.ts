import { lambdaPorts } from '../pipelines/ports.ts';
import { administer } from './administer.ts';

const ports = lambdaPorts();

/** Creates shops, issues and revokes credentials. Invoked by IAM alone: no route leads here. */
export const handler = (event: unknown) => administer(ports, event);
