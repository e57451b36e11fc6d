import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { maxButtonLabelLength } from '../../kit/limits.ts';
import { distinctLabels } from '../../kit/pickers/distinct-labels.ts';
import { displayName } from '../../language/text/display-name.ts';
import { fold, matchesQuery } from '../../language/text/fold.ts';
import { button, heading, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { alertNaming } from '../arguments.ts';
import { createEligibilityCheck, findEligibleApprovers } from './approver-eligibility.ts';
import { decisionButtons, withdrawRequestButton } from './buttons.ts';
import { requestMessage } from './messages.ts';
import {
  type ApprovalRequest,
  approvalDeadline,
  buildApprovedContent,
  findApprovalRequest,
  listPendingInCommunity,
  requestedChangeOf,
} from './requests.ts';

/** A request of this community that waits for approval. */
export const pendingRequest = () =>
  pick<ApprovalRequest, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await listPendingInCommunity(call.db, call.community.id, nowAsDate(call));
      return all
        .filter(({ alert }) =>
          matchesQuery(fold(alert.versions.map(({ title }) => title).join(' ')), words),
        )
        .slice(0, limit);
    },
    async find(id, call) {
      const found = call.community && (await findApprovalRequest(call.db, id));
      return found && found.alert.communityId === call.community?.id ? found : undefined;
    },
    id: ({ id }) => id,
    label: ({ alert }, call) => alertNaming.label(alert, call),
    names: ({ alert }) => alertNaming.names(alert),
    details: ({ alert }, call) => alertNaming.details(alert, call),
    noMatchKey: 'alerts.approval.errors.none',
  });

/** One request with all that it asks for, as everyone who was asked got it. */
async function showRequest(call: CommandContext, request: ApprovalRequest): Promise<Message> {
  const { db, t, account } = call;
  const { id, alert, createdAt, requestedById, requestedBy } = request;
  const asker = requestedById && (await db.account.findUnique({ where: { id: requestedById } }));
  const change = requestedChangeOf(request);
  const { shown, bound } = await buildApprovedContent(db, alert, change, createdAt);
  const { community } = alert;
  const isOwn = requestedBy === accountFingerprint(account);
  const objection = await (await createEligibilityCheck(call, { community, requestedBy }))(account);
  const fit = await findEligibleApprovers(call, { community, requestedBy });
  const { blocks, ...rest } = requestMessage(
    call,
    {
      shown,
      change,
      by: asker ? displayName(asker) : t('alerts.approval.somebody'),
      reach: await call.publications.audienceSize(bound.audience),
      approveBy: approvalDeadline(request),
      isOwn,
    },
    isOwn
      ? [[withdrawRequestButton(t, id, account.id)]]
      : objection
        ? []
        : decisionButtons(t, id, account.id),
  );
  const names = new Set(fit.map(displayName));
  return {
    ...rest,
    blocks: [
      ...blocks,
      paragraph(
        names.size === 0
          ? t('approvers.nobodyYet')
          : t('approvers.who', { names: [...names].join(', ') }),
      ),
      ...(objection && !isOwn
        ? [paragraph(t(`alerts.approval.errors.${objection}`, { community: community.name }))]
        : []),
    ],
  };
}

/** What waits for approval in this community: the one that is meant, or the only one, or all to choose from. */
export async function showPendingRequests(
  call: CommandContext,
  meant: ApprovalRequest | undefined,
): Promise<Message> {
  const { t, db, community, account } = call;
  if (meant) return showRequest(call, meant);
  const all = community ? await listPendingInCommunity(db, community.id, nowAsDate(call)) : [];
  const [only] = all;
  if (!only) return message([paragraph(t('alerts.approval.noneWaits'))]);
  if (all.length === 1) return showRequest(call, only);
  const shown = all.slice(0, 5);
  const labels = distinctLabels(
    shown.map(({ id, alert }) => ({
      id,
      label: alertNaming.label(alert, call),
      details: alertNaming.details(alert, call),
    })),
    maxButtonLabelLength,
  );
  return message([heading(t('alerts.approval.waiting', { count: all.length }))], {
    buttons: shown.map(({ id }, at) => [
      button(labels[at] ?? '', {
        command: 'alert waiting',
        args: { request: `id:${id}` },
        account: account.id,
        answer: 'reply',
      }),
    ]),
  });
}
