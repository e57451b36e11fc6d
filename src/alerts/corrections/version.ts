import type { Grade } from '../../database/generated/enums.ts';
import { parseTranslations } from '../../language/parse-translations.ts';
import { otherLocale, type Translations } from '../../language/translations.ts';
import { nextPicture, type PictureColumns } from '../../pictures/next-picture.ts';
import type { AlertDetails } from '../queries.ts';

/** New values of the fields to change; the others keep theirs. */
export interface AlertChange {
  title?: string | undefined;
  text?: string | undefined;
  source?: string | undefined;
  other_title?: string | undefined;
  other_text?: string | undefined;
  /** The hash of another picture. */
  picture?: string | undefined;
  /** What the picture shows. */
  alt?: string | undefined;
  other_alt?: string | undefined;
  without_picture?: boolean | undefined;
}

export interface NextVersion extends PictureColumns {
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
 * The next version. A field that changes loses its old translation unless a new one is given, so that readers of the
 * other language do not keep the uncorrected text.
 */
export function nextVersion(
  alert: AlertDetails,
  change: AlertChange,
  { grade, reason, at }: { grade: Grade; reason: string; at: Date },
): NextVersion {
  const { title, text, source, other_title, other_text, other_alt } = change;
  const newest = newestVersion(alert);
  const other = otherLocale(alert.community.locale);
  const translated = parseTranslations(newest.translations)[other] ?? {};
  const translatedTitle = other_title ?? (title === undefined ? translated.title : undefined);
  const translatedText = other_text ?? (text === undefined ? translated.text : undefined);
  const picture = nextPicture(newest, change);
  const isSamePicture = change.picture === undefined && change.alt === undefined;
  const translatedAlt = other_alt ?? (isSamePicture ? translated.alt : undefined);
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
      alt: picture.pictureHash === null ? undefined : translatedAlt,
    }),
    ...picture,
    reason,
    createdAt: at,
  };
}

/** Whether the change differs from the newest version. */
export function hasChanges(alert: AlertDetails, change: AlertChange): boolean {
  const newest = newestVersion(alert);
  const { title, text, source, other_title, other_text, other_alt } = change;
  const { pictureHash, pictureAlt } = nextPicture(newest, change);
  return (
    pictureHash !== newest.pictureHash ||
    pictureAlt !== newest.pictureAlt ||
    (title ?? newest.title) !== newest.title ||
    (text ?? newest.text) !== newest.text ||
    (source ?? newest.sourceUrl) !== newest.sourceUrl ||
    other_title !== undefined ||
    other_text !== undefined ||
    other_alt !== undefined
  );
}

/** Texts in the community's other language as stored; empty when none is given. */
export function alertTranslations(
  own: AlertDetails['community']['locale'],
  { title, text, alt }: Partial<Record<'title' | 'text' | 'alt', string | undefined>>,
): Translations {
  const given = {
    ...(title ? { title } : {}),
    ...(text ? { text } : {}),
    ...(alt ? { alt } : {}),
  };
  return Object.keys(given).length === 0 ? {} : { [otherLocale(own)]: given };
}
