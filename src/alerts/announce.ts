import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { footer, heading, italic, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { WholeAlert } from './find.ts';
import { type AnnouncedGrade, severityRules } from './rules.ts';
import { alertTitle } from './show.ts';

/** Whether a change is also said under each copy: an edit notifies nobody. */
export const isAnnounced = (
  { severity }: Pick<WholeAlert, 'severity'>,
  grade: WholeAlert['versions'][number]['grade'],
): grade is AnnouncedGrade => severityRules[severity].announced.some((one) => one === grade);

/** What is said under each copy that was put right or withdrawn. */
export function announcement(
  alert: WholeAlert,
  grade: AnnouncedGrade,
  reason: string,
): Record<Locale, Message> {
  const inLocale = (locale: Locale) => {
    const { t } = translators[locale];
    return message(
      [
        heading(t(alert.drill ? `alerts.drill.announced.${grade}` : `alerts.announced.${grade}`)),
        paragraph(alertTitle(alert, locale)),
        paragraph(italic(reason)),
        footer(t('alerts.issuedBy', { community: alert.community.name })),
      ],
      { tone: alert.drill ? 'drill' : grade === 'retract' ? 'retracted' : 'warning' },
    );
  };
  return { en: inLocale('en'), vi: inLocale('vi') };
}
