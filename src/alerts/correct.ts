import { type Call, communityOf, nowOf } from '../communities/call.ts';
import { answerWithProgress } from '../communities/desk/follow.ts';
import { Refusal, type Speaking } from '../kit/command.ts';
import { button, message, quote } from '../message/build.ts';
import type { Action, Message } from '../message/message.ts';
import { askForApproval } from './approval/ask.ts';
import { voidWaiting } from './approval/void.ts';
import { type Correction, copiesOf, corrected, makeReady, writeCorrection } from './correction.ts';
import { refuseLikeDrill } from './drill.ts';
import { previewAlert } from './preview.ts';
import { sayCorrected } from './say-corrected.ts';
import { showAlert } from './show.ts';
import { statusButton } from './status-button.ts';
import { isChange } from './version.ts';

/** What the confirming button carries: the version that was looked at, so that no other change is overwritten. */
function carried({ alert, grade, reason, change, isDeleting }: Correction): Action['args'] {
  const given = Object.entries(change).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    alert: `id:${alert.id}`,
    version: alert.version,
    reason,
    ...(grade === 'retract' ? {} : { grade }),
    ...(isDeleting ? { delete: true } : {}),
    ...Object.fromEntries(given),
  };
}

/**
 * The alert as every copy will read, with how many copies there are. Nothing is changed yet.
 * @throws Refusal when nothing would change, or an alert would be taken for a drill
 */
export async function previewCorrection(call: Call, correction: Correction): Promise<Message> {
  const { t, locale } = call;
  const { alert, grade, change } = correction;
  const isRetraction = grade === 'retract';
  if (!isRetraction && !isChange(alert, change)) throw new Refusal('alerts.errors.nothingChanged');
  refuseLikeDrill(alert, change);
  const { shown } = corrected(correction, nowOf(call));
  const count = await call.publications.reach(await copiesOf(call, correction));
  const command = isRetraction ? 'alert retract' : 'alert correct';
  const isAsked = alert.community.approval && !isRetraction;
  const label = isRetraction ? 'alerts.retractIn' : 'alerts.correctIn';
  const rule = isAsked ? ` ${t('alerts.approval.needed')}` : '';
  return message(
    [
      ...previewAlert(call, shown),
      quote(t(`alerts.previewOf.${correction.isDeleting ? 'delete' : grade}`, { count }) + rule),
    ],
    {
      tone: showAlert(shown, locale).tone,
      buttons: [
        [
          button(
            isAsked ? t('alerts.approval.askButton') : t(label, { count }),
            {
              command,
              step: 'confirm',
              args: carried(correction),
              account: call.account.id,
              once: true,
              answer: 'update',
            },
            'danger',
          ),
          button(t('alerts.leave'), {
            command,
            step: 'leave',
            args: {},
            account: call.account.id,
            answer: 'update',
          }),
        ],
      ],
    },
  );
}

/**
 * Writes the new version and edits every copy: once, and only on the version that was looked at. Where a correction
 * takes two people, another is asked instead; a retraction never waits.
 */
export async function correct(
  call: Call & Pick<Speaking, 'answer'>,
  correction: Correction,
  lookedAt: number,
): Promise<Message | undefined> {
  const { alert, grade } = correction;
  communityOf(call);
  refuseLikeDrill(alert, correction.change);
  if (alert.community.approval && grade !== 'retract') {
    if (alert.version !== lookedAt) throw new Refusal('alerts.errors.changedMeanwhile');
    return askForApproval(call, alert, { ...correction, grade });
  }
  const ready = await makeReady(call, correction);
  const publicationId = await call.db.$transaction(async (tx) => {
    const id = await writeCorrection(call, tx, ready, { accountId: call.account.id, lookedAt });
    await voidWaiting(call, tx, alert.id);
    return id;
  });
  return answerWithProgress(call, {
    publicationId,
    act: correction.isDeleting ? 'remove' : 'edit',
    words: sayCorrected(call, correction, ready.count),
    buttons: [[statusButton(call, alert.id)]],
  });
}
