import type { Translator } from '../../language/catalogue.ts';
import type { PublishedReply } from '../../operations/publish-reply-message.ts';
import { formatReach } from '../reach-message.ts';
import { alertStatusButton } from '../status/status-button.ts';
import type { PublishedAlert, PublishedChange, PublishedCorrection } from './published.ts';

type Reader = Pick<Translator, 't'>;

function alertSentText({ t }: Reader, { alert, reach }: PublishedAlert): string {
  const key = alert.isDrill ? 'alerts.drill.sent' : 'alerts.sent';
  return t(key, { count: reach.count, reach: formatReach({ t }, reach) });
}

function correctionSentText({ t }: Reader, { correction, chatCount }: PublishedCorrection): string {
  const { alert, grade, isDeleting } = correction;
  const retracted = isDeleting ? 'deletedIn' : 'retractedIn';
  const key = grade === 'retract' ? retracted : 'correctedIn';
  return t(alert.isDrill ? `alerts.drill.${key}` : `alerts.${key}`, { count: chatCount });
}

/** The reply to whoever published an alert or a correction: what was sent where, with its status on a button. */
export function publishedReply(reader: Reader, published: PublishedChange): PublishedReply {
  const { publicationId } = published;
  if (published.kind === 'alert') {
    return {
      publicationId,
      text: alertSentText(reader, published),
      buttons: [[alertStatusButton(reader, published.alert.id)]],
    };
  }
  const { alert, isDeleting } = published.correction;
  return {
    publicationId,
    operation: isDeleting ? 'remove' : 'edit',
    text: correctionSentText(reader, published),
    buttons: [[alertStatusButton(reader, alert.id)]],
  };
}
