import { unsalted } from '../kernel/texts.ts';
import type { Locale } from '../i18n/dates.ts';
import type { HeadStore } from '../kernel/head.ts';
import { stageLabel } from '../notices/words.ts';
import type { Profile } from '../stores/profile.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { Bottleneck, FoundCause } from './bottlenecks.ts';
import { bottleneckKey, type Check, type Checked, lastCheck } from './checks.ts';
import { nextCheck } from './playbook.ts';

/** For whom words are chosen, and when. */
export interface Reader {
  readonly profile: Profile;
  readonly locale: Locale;
  readonly at: Instant;
}

/** A cause as readers get it: with what to look at next, and what was found by who did. */
export function causeView(cause: FoundCause, stage: string, reader: Reader, found: Check | undefined) {
  return {
    ...cause,
    nextCheck: nextCheck(reader.profile, stage, cause, reader.locale),
    checked: found
      ? {
          outcome: found.outcome,
          by: found.by,
          at: formatInstant(found.at),
          ...(found.note === undefined ? {} : { note: found.note }),
        }
      : null,
  };
}

/** A bottleneck as readers get it. */
export function bottleneckView(
  { since, causes, ...pile }: Bottleneck,
  reader: Reader,
  checks: readonly (Check | undefined)[],
) {
  return {
    ...pile,
    label: stageLabel(pile.stage, reader.locale, reader.profile.stages),
    since: formatInstant(since),
    causes: causes.map((cause, at) => causeView(cause, pile.stage, reader, checks[at])),
  };
}
export type BottleneckView = ReturnType<typeof bottleneckView>;

/** What was found of late for each cause of a bottleneck, with its note in words. */
export async function checksOf(
  heads: HeadStore,
  store: string,
  { stage, causes }: Bottleneck,
  at: Instant,
): Promise<(Check | undefined)[]> {
  if (causes.length === 0) return [];
  const key = bottleneckKey(store, stage);
  const head = await heads.load<Checked>(key);
  return Promise.all(
    causes.map(async ({ attribute, value }) => {
      const check = lastCheck(head?.state, attribute, value, at);
      const text = check?.note === undefined ? undefined : await heads.part(key, check.note);
      if (!check) return undefined;
      const { note: _, ...rest } = check;
      return text === undefined ? rest : { ...rest, note: unsalted<string>(JSON.parse(text)) };
    }),
  );
}
