import type { Locale } from '../../i18n/dates.ts';
import type { Drift } from '../level/state.ts';

export type Step = 'second-look' | 'find-cause' | 'approve' | 'sync' | 'none';

/** What is to be done next about a difference, and in the words of the shop's language. */
export function nextStepOf(drift: Drift | 'storefront' | undefined): Step {
  if (drift === 'storefront') return 'sync';
  if (!drift) return 'none';
  if (drift.proposal) return 'approve';
  return drift.phase === 'second-look' ? 'second-look' : 'find-cause';
}

export const stepWords: Readonly<Record<Locale, Readonly<Record<Step, string>>>> = {
  ro: {
    'second-look':
      'Un alt coleg caută încă o dată: la locul de pe raft, în locurile vecine și la biroul de retururi.',
    'find-cause': 'Verificați cauza cea mai probabilă, apoi îndreptați stocul scriptic.',
    approve: 'Un supervizor, altul decât cel care a propus, confirmă corecția.',
    sync: 'Verificați sincronizarea cu magazinul online: arată altă cantitate decât cea care se poate vinde.',
    none: 'Nu mai e nimic de făcut.',
  },
  en: {
    'second-look': 'Another colleague looks again: at the place itself, its neighbours and the returns desk.',
    'find-cause': 'Check the most probable cause, then put the book right.',
    approve: 'A supervisor, not the one who proposed it, confirms the adjustment.',
    sync: 'Check the storefront’s synchronisation: it shows another quantity than can be sold.',
    none: 'Nothing is left to do.',
  },
};
