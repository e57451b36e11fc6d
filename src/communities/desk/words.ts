import { hasMessage } from '../../language/catalogue.ts';
import { fold } from '../../language/fold.ts';
import { sayInstant } from '../../language/say-date.ts';
import type { Call } from '../call.ts';
import { type ShownPublication, titleOf } from './publications.ts';

/** The key of a reason of the ledger: `quiet hours` is `quiet_hours`. */
const keyOf = (reason: string): string =>
  `delivery.reasons.${fold(reason).replace(/[^a-z0-9]+/g, '_')}`;

/** A reason of the ledger in words; what only the platform said is quoted. */
export const sayReason = ({ t }: Pick<Call, 't'>, reason: string): string => {
  const key = keyOf(reason);
  return hasMessage(key) ? t(key) : t('delivery.reasonOther', { reason });
};

/** How long something takes, in words: seconds, minutes or hours. @param seconds from 0 */
export function sayLength({ t }: Pick<Call, 't'>, seconds: number): string {
  if (seconds < 90) return t('delivery.length.seconds', { count: Math.max(1, Math.ceil(seconds)) });
  if (seconds < 5400) return t('delivery.length.minutes', { count: Math.ceil(seconds / 60) });
  return t('delivery.length.hours', { count: Math.ceil(seconds / 360) / 10 });
}

type Reader = Pick<Call, 't' | 'locale' | 'zone' | 'now'>;

/** A publication as people choose it: what it is about, what it does, when it was published. */
export function nameOf(
  { t, locale, zone, now }: Reader,
  publication: Pick<ShownPublication, 'kind' | 'act' | 'messages' | 'createdAt'>,
): string {
  const { kind, act, createdAt } = publication;
  const said = t(`delivery.kinds.${act === 'send' ? kind : act}`);
  const title = titleOf(publication, locale);
  // A date that JavaScript does not hold is shown as in a message.
  const time = Number.isNaN(createdAt.getTime())
    ? '?'
    : sayInstant(createdAt.toTemporalInstant(), zone, locale, now);
  // The heading of an alert says already that it is one.
  return fold(title).startsWith(fold(said))
    ? t('delivery.nameAlone', { title, time })
    : t('delivery.name', { kind: said, title, time });
}
