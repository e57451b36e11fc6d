import type { Chat } from '../../database/generated/client.ts';
import type { Why } from '../../delivery/why.ts';
import { type Content, heading, message, paragraph, withTime } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { Call } from '../call.ts';
import type { ShownPublication } from './publications.ts';
import { nameOf, sayReason } from './words.ts';

type Delivered = Extract<Why, { why: 'delivery' }>;

/** Why a copy stands where it stands, and since or until when. */
function deliveryWords(call: Call, why: Delivered): Content[] {
  const { t } = call;
  const { state, reason, sentAt, dueAt, isPaused, parts, part, attempts } = why;
  if (state === 'sent') {
    return [
      sentAt
        ? withTime((time) => t('delivery.why.sentAt', { time }), sentAt)
        : t('delivery.why.sent'),
    ];
  }
  if (state === 'sending') return [t('delivery.why.sending')];
  if (state === 'queued') {
    if (isPaused) return [t('delivery.why.paused')];
    const because =
      reason === '' ? [] : [t('delivery.why.because', { reason: sayReason(call, reason) })];
    return [
      dueAt
        ? withTime((time) => t('delivery.why.queuedUntil', { time }), dueAt)
        : t('delivery.why.queued'),
      ...because,
      ...(parts > 1 ? [t('delivery.why.part', { part, parts })] : []),
    ];
  }
  return [
    t(`delivery.why.${state}`, { attempts }),
    ...(reason === '' ? [] : [t('delivery.why.because', { reason: sayReason(call, reason) })]),
  ];
}

function sayWhy(call: Call, why: Why): Content[] {
  const { t } = call;
  switch (why.why) {
    case 'noSuchPublication':
      return [t('kit.errors.gone')];
    case 'notYet':
      return [t('delivery.why.notYet')];
    case 'failed':
      return [
        t('delivery.why.nobody'),
        t('delivery.why.because', { reason: sayReason(call, why.reason) }),
      ];
    case 'closed':
      return [
        withTime((time) => t('delivery.why.closed', { time }), why.since),
        t('delivery.why.because', { reason: sayReason(call, why.reason) }),
      ];
    case 'notInAudience':
      return [t(why.followsNow ? 'delivery.why.followsNow' : 'delivery.why.notInAudience')];
    case 'delivery':
      return deliveryWords(call, why);
  }
}

/** Why a chat got, or did not get, a publication, in kind words. */
export async function whyMessage(
  call: Call,
  publication: ShownPublication,
  chat: Chat,
): Promise<Message> {
  const why = await call.desk.why(publication.id, chat.id);
  return message([
    heading(call.t('delivery.why.heading', { chat: chat.title })),
    paragraph(nameOf(call, publication)),
    ...sayWhy(call, why).map((line) => paragraph(line)),
  ]);
}
