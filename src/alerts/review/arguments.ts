import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import {
  type ApprovalRequest,
  findApprovalRequest,
  listPendingInCommunity,
} from '../approval/requests.ts';
import { alertNaming, matchesTitle } from '../arguments/alert-argument.ts';

/** A pending request of the current community. */
export const pendingRequest = () =>
  pick<ApprovalRequest, CommandContext>({
    async search(words, context, _args, limit) {
      if (!context.community) return [];
      const pending = await listPendingInCommunity(
        context.db,
        context.community.id,
        nowAsDate(context),
      );
      return pending.filter(({ alert }) => matchesTitle(alert, words)).slice(0, limit);
    },
    async find(id, context) {
      const found = context.community && (await findApprovalRequest(context.db, id));
      return found && found.alert.communityId === context.community?.id ? found : undefined;
    },
    id: ({ id }) => id,
    label: ({ alert }, context) => alertNaming.label(alert, context),
    names: ({ alert }) => alertNaming.names(alert),
    details: ({ alert }, context) => alertNaming.details(alert, context),
    noMatchKey: 'alerts.approval.errors.none',
  });
