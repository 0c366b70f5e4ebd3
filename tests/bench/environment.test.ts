import { expect, it } from 'vitest';
import { ofType, synthesize } from '../infra/synthesis.ts';
import { environment } from './bundles.ts';

it('loads handlers with everything that the stack gives them: one that lacks something throws, and nothing is measured', async () => {
  const { app } = await synthesize();
  const given = ofType(app, 'AWS::Lambda::Function').flatMap(([, { Properties }]) =>
    Object.keys((Properties['Environment'] as { Variables: object }).Variables),
  );
  expect(given.length).toBeGreaterThan(100);
  expect([...new Set(given)].filter((name) => !(name in environment)).sort()).toEqual([
    'POWERTOOLS_LOG_LEVEL',
    'STAGE',
  ]);
});
