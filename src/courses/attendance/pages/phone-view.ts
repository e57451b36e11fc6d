import { html } from 'hono/html';
import type { AttendanceState } from '../../../database/generated/enums.ts';
import { translators } from '../../../language/catalogue.ts';
import type { Locale } from '../../../language/locale.ts';
import { firstValidZone } from '../../../language/zones/zone.ts';
import { formatSessionTime, localizedCourse } from '../../messages.ts';
import { formatCode, typedCheckIn } from '../codes.ts';
import { formatCounts } from '../list-messages.ts';
import {
  type Attendance,
  attendanceStates,
  type Participant,
  participantName,
} from '../read-attendance.ts';
import type { OpenedPage } from './addresses.ts';
import { renderFrame } from './frame.ts';
import { phoneStyle as style } from './styles.ts';

export interface PhoneList {
  page: OpenedPage;
  attendance: Attendance;
  /** Milliseconds since the epoch. */
  at: number;
  /** What was refused, and of whom: a key of the catalogue. */
  problem?: { key: string; signupId: string } | undefined;
}

/** A longer list would be slow on a phone; the bots show the rest page by page. */
const maxShown = 500;
/** Longest reason of a correction. */
export const maxReason = 300;

const choiceButton = (state: AttendanceState, locale: Locale, isMain: boolean) =>
  html`<button name="state" value="${state}"${isMain ? html` class="main"` : ''}>${translators[locale].t(`attendance.set.${state}`)}</button>`;

function personItem(person: Participant, { problem }: PhoneList, locale: Locale) {
  const { t } = translators[locale];
  const { id, attendance } = person;
  const failed = problem?.signupId === id ? problem.key : undefined;
  const isNoted = attendance !== null;
  const choices = attendanceStates
    .filter((state) => state !== attendance)
    .map((state) => choiceButton(state, locale, !isNoted && state === 'attended'));
  const hidden = html`<input type="hidden" name="who" value="${id}">`;
  return html`<li id="p-${id}">
<h2><bdi>${participantName(person)}</bdi></h2>
${isNoted ? html`<p class="state">${t(`attendance.state.${attendance}`)}</p>` : ''}
${failed === undefined ? '' : html`<p class="bad" role="alert">${t(failed)}</p>`}
${
  isNoted
    ? html`<details${failed === undefined ? '' : html` open`}><summary>${t('attendance.correct')}</summary>
<form method="post">${hidden}<label for="r-${id}">${t('attendance.phone.reason')}</label>
<input id="r-${id}" name="reason" required maxlength="${maxReason}" autocomplete="off"><div class="choices">${choices}</div></form></details>`
    : html`<form method="post">${hidden}<div class="choices">${choices}</div></form>`
}
</li>`;
}

/** The list that an organiser ticks on a phone. */
export function renderPhoneList(list: PhoneList): Promise<string> {
  const { page, attendance, at } = list;
  const { session } = page;
  const { locale, zone } = session.course.community;
  const { t } = translators[locale];
  const now = Temporal.Instant.fromEpochMilliseconds(at);
  const reader = { t, locale, zone: firstValidZone('UTC', zone), now };
  const { people } = attendance;
  const title = t('attendance.title', { course: localizedCourse(session.course, locale).title });
  const hidden = people.length - maxShown;
  return renderFrame({
    ...{ locale, title, style },
    body: html`<h1>${title}</h1>
<p class="soft">${formatSessionTime(session, reader)}</p>
<p>${people.length === 0 ? t('attendance.nobody') : formatCounts(attendance, reader)}</p>
<p><a class="button" href="?">${t('attendance.refresh')}</a></p>
<ul>
${people.slice(0, maxShown).map((person) => personItem(person, list, locale))}
</ul>
${hidden > 0 ? html`<p>${t('attendance.phone.more', { count: hidden })}</p>` : ''}`,
  });
}

/** What an address says that opens nothing, or nothing any more. */
export const renderClosed = (locale: Locale): Promise<string> => {
  const { t } = translators[locale];
  const title = t('attendance.phone.closedTitle');
  return renderFrame({
    ...{ locale, title, style },
    body: html`<h1>${title}</h1><p>${t('attendance.phone.closed')}</p>`,
  });
};

/** Both ways to check in with a code that was scanned. It does not say whether the code is right. */
export const renderCheckIn = (
  code: string | undefined,
  { locale, telegramUrl }: { locale: Locale; telegramUrl: string | undefined },
): Promise<string> => {
  const { t } = translators[locale];
  const title = t('attendance.phone.checkIn');
  return renderFrame({
    ...{ locale, title, style },
    body:
      code === undefined
        ? html`<h1>${title}</h1><p>${t('attendance.errors.noCode')}</p>`
        : html`<h1>${title}</h1>
<p class="code">${formatCode(code)}</p>
${
  telegramUrl === undefined
    ? ''
    : html`<p><a class="button main" href="${telegramUrl}">${t('attendance.phone.telegram')}</a></p>`
}
<p>${t('attendance.phone.type', { typed: typedCheckIn(code) })}</p>
<p class="soft">${t('attendance.phone.soon')}</p>`,
  });
};
