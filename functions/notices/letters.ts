import { backorderLetter } from '../../shared/backorders/letters.ts';
import type { Letters } from '../../shared/notices/letter.ts';
import { paymentLetter } from '../../shared/notices/payment.ts';

/** Who writes which letter. */
export const letters: Letters = async (ports, store, letter, facts) =>
  letter.name === 'payment' ? paymentLetter(facts) : backorderLetter(ports, store, letter, facts);
