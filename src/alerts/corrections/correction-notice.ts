import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { footer, heading, italic, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { AlertComposer, AlertView } from '../alert-view.ts';
import { alertMessages, alertTitle } from '../messages.ts';
import type { AnnouncedGrade } from '../rules.ts';

/** The reply under each copy that announces a correction or a retraction. */
function correctionNotice(
  alert: AlertView,
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

export const alertComposer: AlertComposer = { alert: alertMessages, correction: correctionNotice };
