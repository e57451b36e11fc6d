import type { Grade } from '../../database/generated/enums.ts';
import { otherLocale, type Translations } from '../../language/translations.ts';
import type { AlertDetails } from '../queries.ts';

/** What a moderator wants changed. Words that are not given stay. */
export interface AlertChange {
  title?: string | undefined;
  text?: string | undefined;
  source?: string | undefined;
  other_title?: string | undefined;
  other_text?: string | undefined;
}

export interface NextVersion {
  alertId: string;
  number: number;
  grade: Grade;
  title: string;
  text: string;
  sourceUrl: string;
  translations: Translations;
  reason: string;
  createdAt: Date;
}

function newestVersion(alert: AlertDetails): AlertDetails['versions'][number] {
  const newest = alert.versions.at(-1);
  if (!newest) throw new Error(`Alert ${alert.id} has no version`);
  return newest;
}

/**
 * The version that follows. A translation of words that change is dropped when no new one is given, so that
 * nobody goes on reading in one language what was put right in the other.
 */
export function nextVersion(
  alert: AlertDetails,
  { title, text, source, other_title, other_text }: AlertChange,
  { grade, reason, at }: { grade: Grade; reason: string; at: Date },
  readTranslations: (kept: unknown) => Translations,
): NextVersion {
  const newest = newestVersion(alert);
  const other = otherLocale(alert.community.locale);
  const kept = readTranslations(newest.translations)[other] ?? {};
  const translatedTitle = other_title ?? (title === undefined ? kept.title : undefined);
  const translatedText = other_text ?? (text === undefined ? kept.text : undefined);
  return {
    alertId: alert.id,
    number: newest.number + 1,
    grade,
    title: title ?? newest.title,
    text: text ?? newest.text,
    sourceUrl: source ?? newest.sourceUrl,
    translations: alertTranslations(alert.community.locale, {
      title: translatedTitle,
      text: translatedText,
    }),
    reason,
    createdAt: at,
  };
}

/** Whether anything would be another. */
export function hasChanges(alert: AlertDetails, change: AlertChange): boolean {
  const newest = newestVersion(alert);
  const { title, text, source, other_title, other_text } = change;
  return (
    (title ?? newest.title) !== newest.title ||
    (text ?? newest.text) !== newest.text ||
    (source ?? newest.sourceUrl) !== newest.sourceUrl ||
    other_title !== undefined ||
    other_text !== undefined
  );
}

/** The words in the community's other language as they are kept; nothing where none were given. */
export function alertTranslations(
  own: AlertDetails['community']['locale'],
  { title, text }: { title?: string | undefined; text?: string | undefined },
): Translations {
  const words = {
    ...(title ? { title } : {}),
    ...(text ? { text } : {}),
  };
  return Object.keys(words).length === 0 ? {} : { [otherLocale(own)]: words };
}
