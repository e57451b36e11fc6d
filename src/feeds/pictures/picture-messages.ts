import type { CommandContext } from '../../context/command-context.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { bold, list, message, paragraph } from '../../message/build.ts';
import { picture } from '../../message/files.ts';
import type { Message } from '../../message/message.ts';
import type { Scheme } from '../../pictures/drawing/drawing.ts';
import { monthTitle } from '../days/day-view.ts';
import type { CommunityCalendar } from '../pages/read-calendar.ts';
import { type PictureView, pictureView } from './drawing-view.ts';
import type { PicturePeriod } from './picture-period.ts';

type Reader = Pick<CommandContext, 't' | 'locale'>;

/** Lines under a picture: not everybody sees it, and Telegram has no place for a description. */
const maxLines = 8;

/** The picture of a period, as it is to be drawn. */
export const pictureOf = (
  period: PicturePeriod,
  { entries, community, today }: CommunityCalendar,
  { t, locale, scheme }: Reader & { scheme: Scheme },
): PictureView => pictureView(period, entries, { t, locale, community, today, scheme });

/** A picture with what it shows in words. */
export function pictureMessage(
  { title, alt, lines }: PictureView,
  bytes: Uint8Array,
  { t }: Reader,
): Message {
  const rest = lines.length - maxLines;
  return message(
    [
      paragraph(bold(title)),
      lines.length === 0 ? paragraph(t('calendar.picture.empty')) : list(lines.slice(0, maxLines)),
      ...(rest > 0 ? [paragraph(t('calendar.picture.moreLines', { count: rest }))] : []),
    ],
    { files: [picture('calendar.png', 'image/png', bytes, alt)] },
  );
}

/** Says which months can be drawn. */
export const beyondReach = (
  { first, last }: { first: Temporal.PlainYearMonth; last: Temporal.PlainYearMonth },
  reader: Reader,
): UserError =>
  new UserError(
    'calendar.picture.beyond',
    { first: monthTitle(first, reader), last: monthTitle(last, reader) },
    ['when'],
  );
