import { type Stack } from './assembly.ts';
import { type Place } from './attributes.ts';
import { checkWiring } from './check-wiring.ts';
import { checkTypes } from './known-types.ts';
import { type Model } from './model.ts';
import { readFunctions } from './read-functions.ts';
import { readMessaging } from './read-messaging.ts';
import { readResourcePolicies } from './read-policies.ts';
import { readRoutes, readSchedules } from './read-triggers.ts';
import { readSources } from './read-sources.ts';
import { readTables } from './read-tables.ts';
import { Resolver } from './resolver.ts';

/** Turns templates into what the runtime runs; throws, with the resource's name, on what it does not know. */
export function readModel(stacks: readonly Stack[], place: Place): Model {
  checkTypes(stacks);
  const resolver = new Resolver(stacks, place);
  const tables = readTables(resolver);
  const model: Model = {
    place,
    tables,
    functions: readFunctions(resolver),
    routes: readRoutes(resolver),
    schedules: readSchedules(resolver),
    ...readSources(resolver),
    ...readMessaging(resolver),
    buckets: resolver.ofType('AWS::S3::Bucket').map((bucket) => bucket.name),
    resourcePolicies: readResourcePolicies(resolver),
  };
  checkWiring(model);
  return model;
}
