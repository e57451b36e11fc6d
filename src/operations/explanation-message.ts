import type { CommandContext } from '../context/command-context.ts';
import type { Chat } from '../database/generated/client.ts';
import type { DeliveryExplanation } from '../delivery/admin/explain.ts';
import { type Content, heading, message, paragraph, withTime } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { formatReason, publicationLabel } from './format.ts';
import type { ManagedPublication } from './managed-publications.ts';

type DeliveredExplanation = Extract<DeliveryExplanation, { kind: 'delivery' }>;

/** Why a copy stands where it stands, and since or until when. */
function deliveryLines(call: CommandContext, why: DeliveredExplanation): Content[] {
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
      reason === '' ? [] : [t('delivery.why.because', { reason: formatReason(call, reason) })];
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
    ...(reason === '' ? [] : [t('delivery.why.because', { reason: formatReason(call, reason) })]),
  ];
}

function explanationLines(call: CommandContext, why: DeliveryExplanation): Content[] {
  const { t } = call;
  switch (why.kind) {
    case 'noSuchPublication':
      return [t('kit.errors.gone')];
    case 'notYet':
      return [t('delivery.why.notYet')];
    case 'failed':
      return [
        t('delivery.why.nobody'),
        t('delivery.why.because', { reason: formatReason(call, why.reason) }),
      ];
    case 'closed':
      return [
        withTime((time) => t('delivery.why.closed', { time }), why.since),
        t('delivery.why.because', { reason: formatReason(call, why.reason) }),
      ];
    case 'notInAudience':
      return [t(why.followsNow ? 'delivery.why.followsNow' : 'delivery.why.notInAudience')];
    case 'delivery':
      return deliveryLines(call, why);
  }
}

/** Why a chat got, or did not get, a publication, in kind words. */
export async function explanationMessage(
  call: CommandContext,
  publication: ManagedPublication,
  chat: Chat,
): Promise<Message> {
  const why = await call.deliveryAdmin.explain(publication.id, chat.id);
  return message([
    heading(call.t('delivery.why.heading', { chat: chat.title })),
    paragraph(publicationLabel(call, publication)),
    ...explanationLines(call, why).map((line) => paragraph(line)),
  ]);
}
