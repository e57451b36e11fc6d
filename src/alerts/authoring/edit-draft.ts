import { recordAudit } from '../../context/audit.ts';
import { type CommandContext, nowAsDate, requireCommunity } from '../../context/command-context.ts';
import type { Severity } from '../../database/generated/enums.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { parseTranslations } from '../../language/parse-translations.ts';
import type { Message } from '../../message/message.ts';
import { voidPendingRequests } from '../approval/close-requests.ts';
import { type AlertChange, nextVersion } from '../corrections/version.ts';
import type { AlertDetails } from '../queries.ts';
import { previewDraft } from './drafts.ts';
import { rejectDrillLikeTitle } from './drill-check.ts';

export interface DraftChange extends AlertChange {
  severity?: Severity | undefined;
  expires?: Date | undefined;
}

/**
 * Changes one's own draft and shows it again. An approval that was asked for it is void: whoever approves shall have
 * seen what goes out.
 * @throws Refusal when nothing is to change, or it was sent meanwhile
 */
export async function editDraft(
  call: CommandContext,
  draft: AlertDetails,
  { severity, expires, ...words }: DraftChange,
): Promise<Message> {
  const given = [severity, expires, ...Object.values(words)];
  if (given.every((one) => one === undefined)) throw new UserError('alerts.errors.nothingToEdit');
  rejectDrillLikeTitle(draft, words);
  const at = nowAsDate(call);
  const { title, text, sourceUrl, translations } = nextVersion(
    draft,
    words,
    { grade: 'first', reason: '', at },
    parseTranslations,
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
    if (count === 0) throw new UserError('alerts.errors.alreadySent');
    await tx.alertVersion.update({
      where: { alertId_number: { alertId: draft.id, number: draft.version } },
      data: { title, text, sourceUrl, translations, createdAt: at },
    });
    const voided = await voidPendingRequests(call, tx, draft.id);
    if (voided > 0) {
      await recordAudit(tx, {
        communityId: requireCommunity(call).id,
        accountId: call.account.id,
        action: 'alert.edit',
        details: { alert: draft.id, title, voided },
      });
    }
  });
  return previewDraft(call, draft.id);
}
