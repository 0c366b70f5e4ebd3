import type { Change } from '../amendments/bodies.ts';
import type { KeptDocument } from '../amendments/documents/issue.ts';
import type { Amendment } from '../amendments/state.ts';
import type { AssessmentText } from '../amendments/terms.ts';
import type { Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import type { Profile } from '../stores/profile.ts';
import type { Said } from './said.ts';

/** What an amendment's page knows. */
export interface AmendmentModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly profile: Profile;
  readonly amendment: Amendment;
  readonly version: number;
  readonly changes: readonly Change[];
  readonly assessment: AssessmentText | undefined;
  readonly documents: readonly KeptDocument[];
  readonly said: Said;
  readonly may: {
    readonly decide: boolean;
    readonly withdraw: boolean;
    readonly quote: boolean;
    /** The departments whose tasks are his. */
    readonly tasks: readonly string[];
  };
}
