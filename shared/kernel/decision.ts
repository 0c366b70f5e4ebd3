/**
 * What a decision answers: the events that were accepted (none when there is nothing to do) or a refusal.
 * Refusals are expected and typed; exceptions are for faults only.
 */
export type Decision<Event, Refusal> =
  | { readonly accepted: readonly Event[]; readonly outcome: string; readonly id?: string }
  | { readonly refused: Refusal };

/** Events accepted; `outcome` is the short word the caller is told, `id` what was created, if anything. */
export function accept<Event>(
  accepted: readonly Event[],
  outcome: string,
  id?: string,
): { accepted: readonly Event[]; outcome: string; id?: string } {
  return id === undefined ? { accepted, outcome } : { accepted, outcome, id };
}

export const refuse = <Refusal>(refused: Refusal): { refused: Refusal } => ({ refused });
