import type { Alert, AlertVersion, Community } from '../database/generated/client.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { translatedFields } from '../language/translations.ts';
import {
  bold,
  fields,
  footer,
  heading,
  italic,
  message,
  paragraph,
  time,
} from '../message/build.ts';
import { hostLink } from '../message/links/web-link.ts';
import type { Block, Inline, Message, Tone } from '../message/message.ts';

/** What an alert says, and who issues it. `versions` are all of them, the oldest first. */
export interface AlertView extends Pick<Alert, 'severity' | 'expiresAt' | 'isDrill' | 'state'> {
  versions: readonly Pick<
    AlertVersion,
    'grade' | 'title' | 'text' | 'sourceUrl' | 'translations' | 'reason' | 'createdAt'
  >[];
  community: Pick<Community, 'name' | 'locale' | 'zone'>;
}

/** The words of the version that chats show now. */
export function localizedAlert({ versions }: Pick<AlertView, 'versions'>, locale: Locale) {
  const newest = versions.at(-1);
  return translatedFields(
    { title: newest?.title ?? '', text: newest?.text ?? '' },
    newest?.translations,
    locale,
  );
}

/** `Severe alert: title`; a drill says in every language that it is one. */
export const alertTitle = (shown: AlertView, locale: Locale): string =>
  translators[locale].t(
    shown.isDrill ? 'alerts.drill.heading' : `alerts.heading.${shown.severity}`,
    {
      title: localizedAlert(shown, locale).title,
    },
  );

/** `Corrected · time · why`: a time stands between two pieces of a sentence, so it is put together of parts. */
const stampedLine = (mark: Inline, at: Date, reason: string): Block =>
  paragraph([mark, ' · ', time(at), ' · ', italic(reason)]);

/** The last correction that readers must know of. A typo is no news. */
function correctionLine({ versions }: AlertView, locale: Locale): Block[] {
  const last = versions.findLast(({ grade }) => grade === 'clarify' || grade === 'fact');
  if (!last) return [];
  const mark = bold(translators[locale].t(`alerts.corrected.${last.grade}`));
  return [stampedLine(mark, last.createdAt, last.reason)];
}

/** That its time is over, where it is. */
const expiredLine = ({ state, expiresAt }: AlertView, locale: Locale): Block[] =>
  state === 'expired'
    ? [paragraph([bold(translators[locale].t('alerts.noLongerHolds')), ' · ', time(expiresAt)])]
    : [];

/** The first and the last line of a drill. */
const drillLine = ({ isDrill }: AlertView, locale: Locale, line: 'first' | 'last'): Block[] =>
  isDrill ? [paragraph(bold(translators[locale].t(`alerts.drill.${line}`)))] : [];

/** An alert that is over, or none at all, looks unlike one that holds. */
function toneOf({ isDrill, state }: AlertView): Tone {
  if (isDrill) return 'drill';
  return state === 'expired' ? 'plain' : 'alert';
}

/** An alert as a chat sees it in one language: title, words, source with its true host, validity, who issued it. */
export function alertMessage(shown: AlertView, locale: Locale): Message {
  const { t } = translators[locale];
  const { expiresAt, versions, community } = shown;
  const newest = versions.at(-1);
  if (newest?.grade === 'retract') {
    return message(
      [
        ...drillLine(shown, locale, 'first'),
        heading(alertTitle(shown, locale)),
        stampedLine(bold(t('alerts.retracted')), newest.createdAt, newest.reason),
        footer(t('alerts.issuedBy', { community: community.name })),
      ],
      { tone: shown.isDrill ? 'drill' : 'retracted' },
    );
  }
  return message(
    [
      ...drillLine(shown, locale, 'first'),
      heading(alertTitle(shown, locale)),
      ...expiredLine(shown, locale),
      paragraph(localizedAlert(shown, locale).text),
      ...correctionLine(shown, locale),
      fields([
        [t('alerts.source'), newest ? hostLink(newest.sourceUrl) : ''],
        [t('alerts.validUntil'), time(expiresAt)],
      ]),
      ...drillLine(shown, locale, 'last'),
      footer(t('alerts.issuedBy', { community: community.name })),
    ],
    { tone: toneOf(shown) },
  );
}

/** The alert in each language, for a publication. */
export const alertMessages = (shown: AlertView): Record<Locale, Message> => ({
  en: alertMessage(shown, 'en'),
  vi: alertMessage(shown, 'vi'),
});

/** Title, source and validity, for lists and briefings. */
export function alertSummaryBlocks(shown: AlertView, locale: Locale): Block[] {
  const { t } = translators[locale];
  const { text } = localizedAlert(shown, locale);
  const newest = shown.versions.at(-1);
  return [
    paragraph([
      bold(alertTitle(shown, locale)),
      text === '' ? '' : `\n${text}`,
      '\n',
      ...(newest ? [hostLink(newest.sourceUrl), ' · '] : []),
      `${t('alerts.validUntil')}: `,
      time(shown.expiresAt),
    ]),
    ...correctionLine(shown, locale),
  ];
}
