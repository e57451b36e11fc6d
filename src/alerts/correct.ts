import { audit } from '../communities/audit.ts';
import { type Call, communityOf } from '../communities/call.ts';
import type { Grade } from '../database/generated/enums.ts';
import type { Audience } from '../delivery/publications.ts';
import { readTranslations } from '../events/translations.ts';
import { Refusal } from '../kit/command.ts';
import { button, message, quote, say } from '../message/build.ts';
import type { Action, Message } from '../message/message.ts';
import type { WholeAlert } from './find.ts';
import { alertMessages, showAlert } from './show.ts';
import { type Change, isChange, nextVersion } from './version.ts';

/** A change of an alert on its way: what its preview shows and its button carries. */
export interface Correction {
  alert: WholeAlert;
  grade: Exclude<Grade, 'first'>;
  reason: string;
  change: Change;
}

const nowOf = (call: Call) => new Date(call.now.epochMilliseconds);

/** The alert as it will be once this is done. */
function after(call: Call, { alert, grade, reason, change }: Correction) {
  const version = nextVersion(alert, change, { grade, reason, at: nowOf(call) }, readTranslations);
  return { version, shown: { ...alert, versions: [...alert.versions, version] } };
}

/** Every copy, and the chats that follow alerts and have none yet. */
async function copies(call: Call, alertId: string): Promise<Audience & { to: 'copies' }> {
  const first = await call.db.publication.findFirst({
    where: { alertId, act: 'send' },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  if (!first) throw new Error(`Alert ${alertId} was never published`);
  return { to: 'copies', publicationId: first.id, andTopic: 'alerts' };
}

/** What the confirming button carries: the version that was looked at, so that no other change is overwritten. */
function carried({ alert, grade, reason, change }: Correction): Action['args'] {
  const given = Object.entries(change).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    alert: `id:${alert.id}`,
    version: alert.version,
    reason,
    ...(grade === 'retract' ? {} : { grade }),
    ...Object.fromEntries(given),
  };
}

/**
 * The alert as every copy will read, with how many copies there are. Nothing is changed yet.
 * @throws Refusal when nothing would change
 */
export async function previewCorrection(call: Call, correction: Correction): Promise<Message> {
  const { t, locale } = call;
  const { alert, grade } = correction;
  const isRetraction = grade === 'retract';
  if (!isRetraction && !isChange(alert, correction.change)) {
    throw new Refusal('alerts.errors.nothingChanged');
  }
  const { shown } = after(call, correction);
  const preview = showAlert(shown, locale);
  const count = await call.publications.reach(await copies(call, alert.id));
  const command = isRetraction ? 'alert retract' : 'alert correct';
  const label = isRetraction ? 'alerts.retractIn' : 'alerts.correctIn';
  return message([...preview.blocks, quote(t(`alerts.previewOf.${grade}`, { count }))], {
    tone: preview.tone,
    buttons: [
      [
        button(
          t(label, { count }),
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
  });
}

/** Writes the new version and edits every copy: once, and only on the version that was looked at. */
export async function correct(
  call: Call,
  correction: Correction,
  lookedAt: number,
): Promise<Message> {
  const { alert, grade, reason } = correction;
  const community = communityOf(call);
  const { version, shown } = after(call, correction);
  const audience = await copies(call, alert.id);
  const count = await call.publications.reach(audience);
  await call.db.$transaction(async (tx) => {
    const { count: taken } = await tx.alert.updateMany({
      where: { id: alert.id, version: lookedAt, state: { in: ['active', 'expired'] } },
      data: {
        version: version.number,
        ...(grade === 'retract' ? { state: 'retracted' as const } : {}),
      },
    });
    if (taken === 0 || version.number !== lookedAt + 1) {
      throw new Refusal('alerts.errors.changedMeanwhile');
    }
    await tx.alertVersion.create({ data: version });
    await call.publications.publish(tx, {
      communityId: community.id,
      kind: 'correction',
      act: 'edit',
      audience,
      messages: alertMessages(shown),
      locale: community.locale,
      alertId: alert.id,
      originalId: audience.publicationId,
    });
    await audit(tx, {
      communityId: community.id,
      accountId: call.account.id,
      action: grade === 'retract' ? 'alert.retract' : 'alert.correct',
      details: { alert: alert.id, version: version.number, grade, reason, copies: count },
    });
  });
  const key = grade === 'retract' ? 'alerts.retractedIn' : 'alerts.correctedIn';
  return say(call.t(key, { count }), {
    tone: 'success',
    buttons: [
      [
        button(call.t('alerts.statusButton'), {
          command: 'alert status',
          args: { alert: `id:${alert.id}` },
          answer: 'update',
        }),
      ],
    ],
  });
}
