import type { Alert, AlertVersion, Community } from '../database/generated/client.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { inLanguage } from '../language/translations.ts';
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
import { hostLink } from '../message/links.ts';
import type { Block, Inline, Message, Tone } from '../message/message.ts';

/** What an alert says, and who issues it. `versions` are all of them, the oldest first. */
export interface ShownAlert extends Pick<Alert, 'severity' | 'expiresAt' | 'drill' | 'state'> {
  versions: readonly Pick<
    AlertVersion,
    'grade' | 'title' | 'text' | 'sourceUrl' | 'translations' | 'reason' | 'createdAt'
  >[];
  community: Pick<Community, 'name' | 'locale' | 'zone'>;
}

/** The words of the version that chats show now. */
export function alertWords({ versions }: Pick<ShownAlert, 'versions'>, locale: Locale) {
  const newest = versions.at(-1);
  return inLanguage(
    { title: newest?.title ?? '', text: newest?.text ?? '' },
    newest?.translations,
    locale,
  );
}

/** `Severe alert: title`; a drill says in every language that it is one. */
export const alertTitle = (shown: ShownAlert, locale: Locale): string =>
  translators[locale].t(shown.drill ? 'alerts.drill.heading' : `alerts.heading.${shown.severity}`, {
    title: alertWords(shown, locale).title,
  });

/** `Corrected · time · why`: a time stands between two pieces of a sentence, so it is put together of parts. */
const stamp = (mark: Inline, at: Date, reason: string): Block =>
  paragraph([mark, ' · ', time(at), ' · ', italic(reason)]);

/** The last correction that readers must know of. A typo is no news. */
function correctionLine({ versions }: ShownAlert, locale: Locale): Block[] {
  const last = versions.findLast(({ grade }) => grade === 'clarify' || grade === 'fact');
  if (!last) return [];
  const mark = bold(translators[locale].t(`alerts.corrected.${last.grade}`));
  return [stamp(mark, last.createdAt, last.reason)];
}

/** That its time is over, where it is. */
const overLine = ({ state, expiresAt }: ShownAlert, locale: Locale): Block[] =>
  state === 'expired'
    ? [paragraph([bold(translators[locale].t('alerts.noLongerHolds')), ' · ', time(expiresAt)])]
    : [];

/** The first and the last line of a drill. */
const drillLine = ({ drill }: ShownAlert, locale: Locale, line: 'first' | 'last'): Block[] =>
  drill ? [paragraph(bold(translators[locale].t(`alerts.drill.${line}`)))] : [];

/** An alert that is over, or none at all, looks unlike one that holds. */
function toneOf({ drill, state }: ShownAlert): Tone {
  if (drill) return 'drill';
  return state === 'expired' ? 'plain' : 'alert';
}

/** An alert as a chat sees it in one language: title, words, source with its true host, validity, who issued it. */
export function showAlert(shown: ShownAlert, locale: Locale): Message {
  const { t } = translators[locale];
  const { expiresAt, versions, community } = shown;
  const newest = versions.at(-1);
  if (newest?.grade === 'retract') {
    return message(
      [
        ...drillLine(shown, locale, 'first'),
        heading(alertTitle(shown, locale)),
        stamp(bold(t('alerts.retracted')), newest.createdAt, newest.reason),
        footer(t('alerts.issuedBy', { community: community.name })),
      ],
      { tone: shown.drill ? 'drill' : 'retracted' },
    );
  }
  return message(
    [
      ...drillLine(shown, locale, 'first'),
      heading(alertTitle(shown, locale)),
      ...overLine(shown, locale),
      paragraph(alertWords(shown, locale).text),
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
export const alertMessages = (shown: ShownAlert): Record<Locale, Message> => ({
  en: showAlert(shown, 'en'),
  vi: showAlert(shown, 'vi'),
});

/** Title, source and validity, for lists and briefings. */
export function alertLines(shown: ShownAlert, locale: Locale): Block[] {
  const { t } = translators[locale];
  const { text } = alertWords(shown, locale);
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
