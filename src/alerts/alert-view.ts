import type { Alert, AlertVersion, Community } from '../database/generated/client.ts';
import type { NewPublication } from '../delivery/publications.ts';
import type { Locale } from '../language/locale.ts';
import { translatedFields } from '../language/translations.ts';
import { shownPicture } from '../message/files.ts';
import type { ShownPicture } from '../message/message.ts';
import type { AnnouncedGrade } from './rules.ts';

/** What a reader sees of an alert. `versions` are all of them, the oldest first. */
export interface AlertView extends Pick<Alert, 'severity' | 'expiresAt' | 'isDrill' | 'state'> {
  versions: readonly Pick<
    AlertVersion,
    | 'grade'
    | 'title'
    | 'text'
    | 'sourceUrl'
    | 'translations'
    | 'pictureHash'
    | 'pictureAlt'
    | 'reason'
    | 'createdAt'
  >[];
  community: Pick<Community, 'name' | 'locale' | 'zone'>;
}

/** Title and text of the current version in a language. */
export function localizedAlert({ versions }: Pick<AlertView, 'versions'>, locale: Locale) {
  const newest = versions.at(-1);
  return translatedFields(
    { title: newest?.title ?? '', text: newest?.text ?? '' },
    newest?.translations,
    locale,
  );
}

/** The picture of the current version in a language, if it has one; a retraction shows none. */
export function alertPicture(
  { versions }: Pick<AlertView, 'versions'>,
  locale: Locale,
): ShownPicture | undefined {
  const newest = versions.at(-1);
  if (!newest || newest.grade === 'retract') return undefined;
  const { alt } = translatedFields({ alt: newest.pictureAlt }, newest.translations, locale);
  return shownPicture(newest.pictureHash, alt);
}

/** Whether the current version has a picture. */
export const hasPicture = (alert: Pick<AlertView, 'versions'>): boolean =>
  alertPicture(alert, 'en') !== undefined;

/** Makes the messages that services of alerts publish, in every language. */
export interface AlertComposer {
  /** The alert as every chat shows it. */
  alert(alert: AlertView): NewPublication['messages'];
  /** The reply under each copy that announces a change. */
  correction(alert: AlertView, grade: AnnouncedGrade, reason: string): NewPublication['messages'];
}
