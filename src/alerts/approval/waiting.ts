import { type Call, nowOf } from '../../communities/call.ts';
import { pick } from '../../kit/kinds/pick.ts';
import { distinctLabels, longestButton } from '../../kit/labels.ts';
import { shownName } from '../../kit/shown-name.ts';
import { fold, matches } from '../../language/fold.ts';
import { button, heading, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { accountKey } from '../../people/account-key.ts';
import { called } from '../pick.ts';
import { deciding, withdrawing } from './buttons.ts';
import { fitToDecide, judgeOf } from './objection.ts';
import {
  approveBy,
  changeOf,
  findRequest,
  type Request,
  waitingRequests,
  wouldGoOut,
} from './request.ts';
import { askMessage } from './words.ts';

/** A request of this community that waits for approval. */
export const waitingRequest = () =>
  pick<Request, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await waitingRequests(call.db, call.community.id, nowOf(call));
      return all
        .filter(({ alert }) =>
          matches(fold(alert.versions.map(({ title }) => title).join(' ')), words),
        )
        .slice(0, limit);
    },
    async find(id, call) {
      const found = call.community && (await findRequest(call.db, id));
      return found && found.alert.communityId === call.community?.id ? found : undefined;
    },
    id: ({ id }) => id,
    label: ({ alert }, call) => called.label(alert, call),
    names: ({ alert }) => called.names(alert),
    details: ({ alert }, call) => called.details(alert, call),
    none: 'alerts.approval.errors.none',
  });

/** One request with all that it asks for, as everyone who was asked got it. */
async function showRequest(call: Call, request: Request): Promise<Message> {
  const { db, t, account } = call;
  const { id, alert, createdAt, askedById, askedBy } = request;
  const asker = askedById && (await db.account.findUnique({ where: { id: askedById } }));
  const change = changeOf(request);
  const { shown, bound } = await wouldGoOut(db, alert, change, createdAt);
  const { community } = alert;
  const isOwn = askedBy === accountKey(account);
  const objection = await (await judgeOf(call, { community, askedBy }))(account);
  const fit = await fitToDecide(call, { community, askedBy });
  const { blocks, ...rest } = askMessage(
    call,
    {
      shown,
      change,
      by: asker ? shownName(asker) : t('alerts.approval.somebody'),
      reach: await call.publications.reach(bound.audience),
      approveBy: approveBy(request),
      own: isOwn,
    },
    isOwn ? [[withdrawing(t, id, account.id)]] : objection ? [] : deciding(t, id, account.id),
  );
  const names = new Set(fit.map(shownName));
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
export async function showWaiting(call: Call, meant: Request | undefined): Promise<Message> {
  const { t, db, community, account } = call;
  if (meant) return showRequest(call, meant);
  const all = community ? await waitingRequests(db, community.id, nowOf(call)) : [];
  const [only] = all;
  if (!only) return message([paragraph(t('alerts.approval.noneWaits'))]);
  if (all.length === 1) return showRequest(call, only);
  const shown = all.slice(0, 5);
  const labels = distinctLabels(
    shown.map(({ id, alert }) => ({
      id,
      label: called.label(alert, call),
      details: called.details(alert, call),
    })),
    longestButton,
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
