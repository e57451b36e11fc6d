import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { footer, heading, italic, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { alertTitle } from '../messages.ts';
import type { AlertDetails } from '../queries.ts';
import { type AnnouncedGrade, severityPolicies } from '../rules.ts';

/** Whether a change is also said under each copy: an edit notifies nobody. */
export const isAnnouncedChange = (
  { severity }: Pick<AlertDetails, 'severity'>,
  grade: AlertDetails['versions'][number]['grade'],
): grade is AnnouncedGrade => severityPolicies[severity].announced.some((one) => one === grade);

/** What is said under each copy that was put right or withdrawn. */
export function correctionNotice(
  alert: AlertDetails,
  grade: AnnouncedGrade,
  reason: string,
): Record<Locale, Message> {
  const inLocale = (locale: Locale) => {
    const { t } = translators[locale];
    return message(
      [
        heading(t(alert.isDrill ? `alerts.drill.announced.${grade}` : `alerts.announced.${grade}`)),
        paragraph(alertTitle(alert, locale)),
        paragraph(italic(reason)),
        footer(t('alerts.issuedBy', { community: alert.community.name })),
      ],
      { tone: alert.isDrill ? 'drill' : grade === 'retract' ? 'retracted' : 'warning' },
    );
  };
  return { en: inLocale('en'), vi: inLocale('vi') };
}
