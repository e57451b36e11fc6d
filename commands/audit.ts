import { auditActor } from '../src/communities/audit-trail/arguments.ts';
import { auditFileMessage, auditPageMessage } from '../src/communities/audit-trail/messages.ts';
import {
  auditSubjects,
  exportAuditEntries,
  readAuditPage,
} from '../src/communities/audit-trail/queries.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { period } from '../src/kit/argument-types/dates/period.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';
const args = {
  who: auditActor().optional(),
  kind: choice(auditSubjects, 'audit.kinds').optional(),
  when: period().optional(),
};

export default defineCommand({
  name: 'audit',
  help: { section: 'admin', order: 90 },
  access,
  visibility,
  args: { ...args, page: integer({ min: 1, max: 100_000 }).default(1).hide() },
  run: async (context) =>
    auditPageMessage(context, await readAuditPage(context, context.args), context.args),
  steps: {
    file: defineAction({
      access,
      visibility,
      args,
      run: async (context) =>
        auditFileMessage(context, await exportAuditEntries(context, context.args)),
    }),
  },
});
