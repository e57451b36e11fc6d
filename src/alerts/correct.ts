import { audit } from '../communities/audit.ts';
import { type Call, communityOf } from '../communities/call.ts';
import type { Grade } from '../database/generated/enums.ts';
import type { Audience } from '../delivery/publications.ts';
import { readTranslations } from '../events/translations.ts';
import { Refusal } from '../kit/command.ts';
import { button, message, quote, say } from '../message/build.ts';
import type { Action, Message } from '../message/message.ts';
import { announcement, isAnnounced } from './announce.ts';
import { firstPublication, type WholeAlert } from './find.ts';
import { deletableMs, severityRules } from './rules.ts';
import { alertMessages, showAlert } from './show.ts';
import { type Change, isChange, nextVersion } from './version.ts';

/** A change of an alert on its way: what its preview shows and its button carries. */
export interface Correction {
  alert: WholeAlert;
  grade: Exclude<Grade, 'first'>;
  reason: string;
  change: Change;
  /** For a retraction: takes the copies away where the platform lets us, instead of replacing their text. */
  isDeleting?: boolean | undefined;
}

const nowOf = (call: Call) => new Date(call.now.epochMilliseconds);

/** The alert as it will be once this is done. */
function after(call: Call, { alert, grade, reason, change }: Correction) {
  const version = nextVersion(alert, change, { grade, reason, at: nowOf(call) }, readTranslations);
  return { version, shown: { ...alert, versions: [...alert.versions, version] } };
}

/** Every copy; with the chats that follow alerts and have none yet, where they are to learn what is right. */
async function copies(
  call: Call,
  { alert, isDeleting }: Correction,
): Promise<Audience & { to: 'copies' }> {
  const publicationId = await firstPublication(call.db, alert.id);
  if (publicationId === undefined) throw new Error(`Alert ${alert.id} was never published`);
  const isForAll = !alert.drill && !isDeleting;
  return { to: 'copies', publicationId, ...(isForAll ? { andTopic: 'alerts' as const } : {}) };
}

/** Telegram's copies that are too old to be deleted: their text is replaced. */
async function tooOld(call: Call, publicationId: string): Promise<string[]> {
  const old = await call.db.delivery.findMany({
    where: {
      OR: [{ publicationId }, { publication: { originalId: publicationId, act: 'edit' } }],
      platform: 'telegram',
      state: 'sent',
      sentAt: { lt: new Date(nowOf(call).getTime() - deletableMs) },
    },
    select: { chatId: true },
    distinct: ['chatId'],
  });
  return old.map(({ chatId }) => chatId);
}

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
  const count = await call.publications.reach(await copies(call, correction));
  const command = isRetraction ? 'alert retract' : 'alert correct';
  const label = isRetraction ? 'alerts.retractIn' : 'alerts.correctIn';
  return message(
    [
      ...preview.blocks,
      quote(t(`alerts.previewOf.${correction.isDeleting ? 'delete' : grade}`, { count })),
    ],
    {
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
    },
  );
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
  const audience = await copies(call, correction);
  const old = correction.isDeleting ? await tooOld(call, audience.publicationId) : [];
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
    const common = {
      communityId: community.id,
      kind: 'correction' as const,
      locale: community.locale,
      urgent: !alert.drill && severityRules[alert.severity].isUrgent,
      alertId: alert.id,
      originalId: audience.publicationId,
    };
    const messages = alertMessages(shown);
    await call.publications.publish(tx, {
      ...common,
      act: correction.isDeleting ? 'remove' : 'edit',
      audience,
      messages,
    });
    if (old.length > 0) {
      const chats = { to: 'chats' as const, chatIds: old };
      await call.publications.publish(tx, { ...common, act: 'edit', audience: chats, messages });
    }
    if (!correction.isDeleting && isAnnounced(alert, grade)) {
      await call.publications.publish(tx, {
        ...common,
        act: 'reply',
        audience: { to: 'copies', publicationId: audience.publicationId },
        messages: announcement(shown, grade, reason),
      });
    }
    await audit(tx, {
      communityId: community.id,
      accountId: call.account.id,
      action: grade === 'retract' ? 'alert.retract' : 'alert.correct',
      details: {
        alert: alert.id,
        version: version.number,
        grade,
        reason,
        copies: count,
        ...(correction.isDeleting ? { deleted: true } : {}),
      },
    });
  });
  const retracted = correction.isDeleting ? 'alerts.deletedIn' : 'alerts.retractedIn';
  const key = grade === 'retract' ? retracted : 'alerts.correctedIn';
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
