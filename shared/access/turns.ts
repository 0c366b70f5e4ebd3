import { change } from '../kernel/commit.ts';
import { accept, refuse } from '../kernel/decision.ts';
import type { AccessPorts } from './access-store.ts';
import { type Turn, turnAggregate, type TurnEvent, turnKey } from './station.ts';

type Ports = Pick<AccessPorts, 'access' | 'clock'>;

/** Somebody takes his turn; whoever had it before has it no longer. */
export const takeTurn = ({ access, clock }: Ports, store: string, id: string, actor: string) =>
  change<Turn, TurnEvent, never>(
    { heads: access, clock },
    turnAggregate,
    turnKey(store, id),
    { actor },
    { decide: (_, at) => accept([{ type: 'turn.taken', data: { actor, at } }], 'taken') },
  );

export const endTurn = ({ access, clock }: Ports, store: string, id: string) =>
  change<Turn, TurnEvent, { readonly is: 'no-turn' }>(
    { heads: access, clock },
    turnAggregate,
    turnKey(store, id),
    { actor: `station.${id}` },
    {
      decide: (head, at) =>
        head ? accept([{ type: 'turn.ended', data: { at } }], 'ended') : refuse({ is: 'no-turn' }),
    },
  );
