import { lived, type LifeName, lives } from './lives.ts';
import { type FaultKind, kindsOfFault, type Setting } from './setting.ts';

export interface Shrunk {
  readonly steps: number;
  readonly without: readonly FaultKind[];
  /** What the smallest life that fails does wrong. */
  readonly fault: string;
  /** What runs it again. */
  readonly command: string;
}

/**
 * The smallest setting under which a seed still fails: kinds of faults are left out one after the other, then steps are
 * taken from the end, half of them at first. Any fault counts: what is left may be another one than at first, and is as good.
 * Undefined where the seed does not fail.
 */
export async function shrink(name: LifeName, seed: number, given: Setting = {}): Promise<Shrunk | undefined> {
  const fails = async (setting: Setting): Promise<string | undefined> =>
    (await lived(name)(seed, { ...given, ...setting })).faults[0];
  let steps = given.steps ?? lives[name].steps;
  let without = given.without ?? [];
  let fault = await fails({ steps, without });
  if (fault === undefined) return undefined;
  for (const kind of kindsOfFault.filter((one) => !without.includes(one))) {
    const found = await fails({ steps, without: [...without, kind] });
    if (found === undefined) continue;
    without = [...without, kind];
    fault = found;
  }
  for (let less = Math.ceil(steps / 2); less > 0;) {
    const found = steps > less ? await fails({ steps: steps - less, without }) : undefined;
    if (found === undefined) less = less === 1 ? 0 : Math.ceil(less / 2);
    else [steps, fault] = [steps - less, found];
  }
  return { steps, without, fault, command: commandOf(name, seed, { steps, without }) };
}

/** What runs one life again. */
export function commandOf(name: LifeName, seed: number, { steps, without = [] }: Setting = {}): string {
  return [
    'npm run simulate --',
    ...(name === 'orders' ? [] : [`--${name}`]),
    `--from ${String(seed)} --seeds 1`,
    ...(without.length > 0 ? [`--without ${without.join(',')}`] : []),
    ...(steps === undefined ? [] : [`--steps ${String(steps)}`]),
  ].join(' ');
}
