import type { Profile, StageProfile } from './profile.ts';

/** Where a path through the stages is wrong. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** The lifecycle as a graph, made from the profile's table. */
export class Workflow {
  readonly #stages: ReadonlyMap<string, StageProfile>;
  readonly #reach = new Map<string, ReadonlySet<string>>();
  readonly initial: string;

  constructor(profile: Pick<Profile, 'stages'>) {
    this.#stages = new Map(profile.stages.map((stage) => [stage.name, stage]));
    this.initial = profile.stages[0]?.name ?? '';
  }

  stage(name: string): StageProfile | undefined {
    return this.#stages.get(name);
  }

  get names(): string[] {
    return [...this.#stages.keys()];
  }

  /** What a person may move an order to from here. */
  allowed(from: string): string[] {
    return (this.#stages.get(from)?.next ?? []).filter((name) => this.#stages.get(name)?.retired === false);
  }

  isEnd(name: string): boolean {
    return (this.#stages.get(name)?.next.length ?? 0) === 0;
  }

  /** Can an order get from one stage to another, in one step or many? */
  leadsTo(from: string, to: string): boolean {
    return this.#reachable(from).has(to);
  }

  /** The position in the profile's table: the slowest part of an order is the one with the lowest. */
  rank(name: string): number {
    return [...this.#stages.keys()].indexOf(name);
  }

  /** The fewest stages lying between the two, themselves excluded; empty where one step leads there. */
  between(from: string, to: string): string[] {
    const before = new Map<string, string>();
    const open = [from];
    for (let name = open.shift(); name !== undefined && !before.has(to); name = open.shift())
      for (const next of this.#stages.get(name)?.next ?? [])
        if (!before.has(next) && next !== from) {
          before.set(next, name);
          open.push(next);
        }
    const path: string[] = [];
    for (let name = before.get(to); name !== undefined && name !== from; name = before.get(name))
      path.unshift(name);
    return path;
  }

  #reachable(from: string): ReadonlySet<string> {
    const known = this.#reach.get(from);
    if (known) return known;
    const found = new Set<string>();
    const open = [...(this.#stages.get(from)?.next ?? [])];
    for (let name = open.pop(); name !== undefined; name = open.pop())
      if (!found.has(name)) {
        found.add(name);
        open.push(...(this.#stages.get(name)?.next ?? []));
      }
    this.#reach.set(from, found);
    return found;
  }
}
