import { html } from 'hono/html';
import { translators } from '../../../language/catalogue.ts';
import { firstValidZone } from '../../../language/zones/zone.ts';
import { formatSessionTime, localizedCourse, sessionPlace } from '../../messages.ts';
import { codeAt, codeEndsAt, formatCode, typedCheckIn } from '../codes.ts';
import type { Attendance } from '../read-attendance.ts';
import { hasOpened, takesCheckIns } from '../times.ts';
import { checkInUrl, type OpenedPage } from './addresses.ts';
import { renderFrame } from './frame.ts';
import { qrSvg } from './qr-view.ts';
import { screenStyle } from './styles.ts';

export interface Screen {
  page: OpenedPage;
  secret: string;
  counts: Attendance['counts'];
  /** Milliseconds since the epoch. */
  at: number;
  /** Base of public addresses. */
  publicUrl: string;
}

/** The style of one moment: the bar runs out when the code does. */
const momentStyle = (leftMs: number): string =>
  `${screenStyle}.left span { animation-duration: ${leftMs}ms; }\n`;

/** The page for the room's screen. @returns it with its style, which the content security policy names */
export async function renderScreen({ page, secret, counts, at, publicUrl }: Screen) {
  const { session } = page;
  const { locale, zone } = session.course.community;
  const { t } = translators[locale];
  const now = Temporal.Instant.fromEpochMilliseconds(at);
  const reader = { locale, zone: firstValidZone('UTC', zone), now };
  const { title } = localizedCourse(session.course, locale);
  const isOpen = takesCheckIns(session, at);
  const code = codeAt(secret, at);
  const leftMs = codeEndsAt(at) - at;
  const style = momentStyle(leftMs);
  const place = sessionPlace(session);
  const here = counts.attended + counts.late;
  const total = here + counts.missed + counts.excused + counts.none;
  const body = html`<header>
<h1>${title}</h1>
<p>${formatSessionTime(session, reader)}${place === '' ? '' : html` · ${place}`}</p>
</header>
${
  isOpen
    ? html`<div class="qr">${qrSvg(checkInUrl(publicUrl, code), t('attendance.screen.qr'))}</div>
<div>
<p>${t('attendance.screen.scan')}</p>
<p class="code">${formatCode(code)}</p>
<p>${t('attendance.screen.type', { typed: typedCheckIn(code) })}</p>
<div class="left"><span></span></div>
</div>`
    : html`<p>${t(`attendance.screen.${hasOpened(session, at) ? 'over' : 'early'}`)}</p>`
}
<footer><p>${t('attendance.screen.here', { here, total })}</p>${isOpen ? html`<p>${t('attendance.screen.changes')}</p>` : ''}</footer>`;
  const refreshAfter = Math.max(1, Math.ceil(leftMs / 1000));
  return { style, html: await renderFrame({ locale, title, style, body, refreshAfter }) };
}
