import type { Chat } from '../database/generated/client.ts';
import type { DeliveryExplanation } from '../delivery/admin/explain.ts';
import { type Content, heading, message, paragraph, withTime } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { ManagedPublication } from './publications/managed-publications.ts';
import {
  formatReason,
  type Localizing,
  publicationLabel,
} from './publications/publication-view.ts';

type DeliveredExplanation = Extract<DeliveryExplanation, { kind: 'delivery' }>;

/** The state of a delivery, its reason, and since or until when. */
function deliveryLines(context: Localizing, why: DeliveredExplanation): Content[] {
  const { t } = context;
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
      reason === '' ? [] : [t('delivery.why.because', { reason: formatReason(context, reason) })];
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
    ...(reason === ''
      ? []
      : [t('delivery.why.because', { reason: formatReason(context, reason) })]),
  ];
}

function explanationLines(context: Localizing, why: DeliveryExplanation): Content[] {
  const { t } = context;
  switch (why.kind) {
    case 'noSuchPublication':
      return [t('kit.errors.gone')];
    case 'notYet':
      return [t('delivery.why.notYet')];
    case 'failed':
      return [
        t('delivery.why.nobody'),
        t('delivery.why.because', { reason: formatReason(context, why.reason) }),
      ];
    case 'closed':
      return [
        withTime((time) => t('delivery.why.closed', { time }), why.since),
        t('delivery.why.because', { reason: formatReason(context, why.reason) }),
      ];
    case 'notInAudience':
      return [t(why.followsNow ? 'delivery.why.followsNow' : 'delivery.why.notInAudience')];
    case 'delivery':
      return deliveryLines(context, why);
  }
}

/** Why a chat got, or did not get, a publication. */
export const explanationMessage = (
  context: Localizing,
  publication: ManagedPublication,
  chat: Chat,
  explanation: DeliveryExplanation,
): Message =>
  message([
    heading(context.t('delivery.why.heading', { chat: chat.title })),
    paragraph(publicationLabel(context, publication)),
    ...explanationLines(context, explanation).map((line) => paragraph(line)),
  ]);
