import { audit } from '../communities/audit.ts';
import { type Call, communityOf, nowOf } from '../communities/call.ts';
import type { Severity } from '../database/generated/enums.ts';
import { readTranslations } from '../events/translations.ts';
import { Refusal } from '../kit/command.ts';
import type { Message } from '../message/message.ts';
import { voidWaiting } from './approval/void.ts';
import { refuseLikeDrill } from './drill.ts';
import type { WholeAlert } from './find.ts';
import { previewDraft } from './send.ts';
import { type Change, nextVersion } from './version.ts';

export interface DraftChange extends Change {
  severity?: Severity | undefined;
  expires?: Date | undefined;
}

/**
 * Changes one's own draft and shows it again. An approval that was asked for it is void: whoever approves shall have
 * seen what goes out.
 * @throws Refusal when nothing is to change, or it was sent meanwhile
 */
export async function editDraft(
  call: Call,
  draft: WholeAlert,
  { severity, expires, ...words }: DraftChange,
): Promise<Message> {
  const given = [severity, expires, ...Object.values(words)];
  if (given.every((one) => one === undefined)) throw new Refusal('alerts.errors.nothingToEdit');
  refuseLikeDrill(draft, words);
  const at = nowOf(call);
  const { title, text, sourceUrl, translations } = nextVersion(
    draft,
    words,
    { grade: 'first', reason: '', at },
    readTranslations,
  );
  await call.db.$transaction(async (tx) => {
    const { count } = await tx.alert.updateMany({
      where: { id: draft.id, state: 'draft', authorId: call.account.id },
      data: {
        createdAt: at,
        ...(severity ? { severity } : {}),
        ...(expires ? { expiresAt: expires } : {}),
      },
    });
    if (count === 0) throw new Refusal('alerts.errors.alreadySent');
    await tx.alertVersion.update({
      where: { alertId_number: { alertId: draft.id, number: draft.version } },
      data: { title, text, sourceUrl, translations, createdAt: at },
    });
    const voided = await voidWaiting(call, tx, draft.id);
    if (voided > 0) {
      await audit(tx, {
        communityId: communityOf(call).id,
        accountId: call.account.id,
        action: 'alert.edit',
        details: { alert: draft.id, title, voided },
      });
    }
  });
  return previewDraft(call, draft.id);
}
