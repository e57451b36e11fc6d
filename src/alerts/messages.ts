import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import {
  bold,
  copyButton,
  disabledButton,
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
import { type AlertView, alertPicture, localizedAlert } from './alert-view.ts';

/** `Severe alert: title`, or `Drill: title`. */
export const alertTitle = (alert: AlertView, locale: Locale): string =>
  translators[locale].t(
    alert.isDrill ? 'alerts.drill.heading' : `alerts.heading.${alert.severity}`,
    {
      title: localizedAlert(alert, locale).title,
    },
  );

/** `Corrected · time · reason`, built from parts because a time is not text. */
const stampedLine = (mark: Inline, at: Date, reason: string): Block =>
  paragraph([mark, ' · ', time(at), ' · ', italic(reason)]);

/** The last correction that readers must know of, so not a typo. */
function correctionLine({ versions }: AlertView, locale: Locale): Block[] {
  const last = versions.findLast(({ grade }) => grade === 'clarify' || grade === 'fact');
  if (!last) return [];
  const mark = bold(translators[locale].t(`alerts.corrected.${last.grade}`));
  return [stampedLine(mark, last.createdAt, last.reason)];
}

/** A note that the alert has expired, if so. */
const expiredLine = ({ state, expiresAt }: AlertView, locale: Locale): Block[] =>
  state === 'expired'
    ? [paragraph([bold(translators[locale].t('alerts.noLongerHolds')), ' · ', time(expiresAt)])]
    : [];

/** The first or the last line of a drill; nothing for a real alert. */
const drillLine = ({ isDrill }: AlertView, locale: Locale, line: 'first' | 'last'): Block[] =>
  isDrill ? [paragraph(bold(translators[locale].t(`alerts.drill.${line}`)))] : [];

/** Drills and expired alerts look different from active ones. */
function toneOf({ isDrill, state }: AlertView): Tone {
  if (isDrill) return 'drill';
  return state === 'expired' ? 'plain' : 'alert';
}

/** An alert in one language: title, text, source with its real host, expiry and issuer. The source can be copied. */
export function alertMessage(alert: AlertView, locale: Locale): Message {
  const { t } = translators[locale];
  const { expiresAt, versions, community } = alert;
  const newest = versions.at(-1);
  if (newest?.grade === 'retract') {
    return message(
      [
        ...drillLine(alert, locale, 'first'),
        heading(alertTitle(alert, locale)),
        stampedLine(bold(t('alerts.retracted')), newest.createdAt, newest.reason),
        footer(t('alerts.issuedBy', { community: community.name })),
      ],
      {
        tone: alert.isDrill ? 'drill' : 'retracted',
        buttons: [[disabledButton(t('alerts.retracted'), 'danger')]],
      },
    );
  }
  return message(
    [
      ...drillLine(alert, locale, 'first'),
      heading(alertTitle(alert, locale)),
      ...expiredLine(alert, locale),
      paragraph(localizedAlert(alert, locale).text),
      ...correctionLine(alert, locale),
      fields([
        [t('alerts.source'), newest ? hostLink(newest.sourceUrl) : ''],
        [t('alerts.validUntil'), time(expiresAt)],
      ]),
      ...drillLine(alert, locale, 'last'),
      footer(t('alerts.issuedBy', { community: community.name })),
    ],
    {
      tone: toneOf(alert),
      buttons: newest ? [[copyButton(t('alerts.copySource'), newest.sourceUrl)]] : [],
      picture: alertPicture(alert, locale),
    },
  );
}

/** The alert in each language, for a publication. */
export const alertMessages = (alert: AlertView): Record<Locale, Message> => ({
  en: alertMessage(alert, 'en'),
  vi: alertMessage(alert, 'vi'),
});

/** Title, text, source and expiry, for lists and briefings. */
export function alertSummaryBlocks(alert: AlertView, locale: Locale): Block[] {
  const { t } = translators[locale];
  const { text } = localizedAlert(alert, locale);
  const newest = alert.versions.at(-1);
  return [
    paragraph([
      bold(alertTitle(alert, locale)),
      text === '' ? '' : `\n${text}`,
      '\n',
      ...(newest ? [hostLink(newest.sourceUrl), ' · '] : []),
      `${t('alerts.validUntil')}: `,
      time(alert.expiresAt),
    ]),
    ...correctionLine(alert, locale),
  ];
}
