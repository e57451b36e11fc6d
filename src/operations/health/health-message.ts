import { createTranslator } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { HealthNotice } from './alarm.ts';
import type { HealthProblem } from './health-report.ts';

/** In the deployment's language: an operator's own cannot be read while the database is down. */
export function healthNoticeMessage(notice: HealthNotice, locale: Locale): Message {
  const { t } = createTranslator(locale);
  const describe = (problem: HealthProblem) => {
    const { reason } = problem;
    const name =
      problem.component === 'bot'
        ? t(`platforms.${problem.name}`)
        : problem.component === 'worker'
          ? problem.name
          : '';
    return t(`health.with.${problem.component}`, { name, reason });
  };
  if (notice.status === 'bad')
    return message([paragraph(t('health.bad')), list(notice.problems.map(describe))], {
      tone: 'warning',
    });
  const minutes = Math.max(1, Math.round((notice.until - notice.since) / 60_000));
  return message([paragraph(t('health.good', { minutes }))]);
}
