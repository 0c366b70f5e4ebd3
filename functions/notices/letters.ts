import { amendmentLetter } from '../../shared/amendments/letters.ts';
import { backorderLetter } from '../../shared/backorders/letters.ts';
import { cancelledLetter } from '../../shared/notices/cancelled.ts';
import type { Letters } from '../../shared/notices/letter.ts';
import { paymentLetter } from '../../shared/notices/payment.ts';

/** Who writes which letter. */
export const letters: Letters = async (ports, store, letter, facts) => {
  switch (letter.name) {
    case 'payment':
      return paymentLetter(facts);
    case 'cancelled-pieces':
      return cancelledLetter(ports, store, letter.of, facts);
    case 'amendment':
    case 'amendment-reminder':
    case 'amendment-applied':
    case 'amendment-unchanged':
      return amendmentLetter(ports, store, letter, facts);
    default:
      return backorderLetter(ports, store, letter, facts);
  }
};
