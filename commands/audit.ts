import {
  auditActor,
  auditSubjects,
  exportAuditCsv,
  showAuditPage,
} from '../src/communities/audit-trail.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { period } from '../src/kit/argument-types/period.ts';
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
  access,
  visibility,
  args: { ...args, page: integer({ min: 1, max: 100_000 }).default(1).hide() },
  run: (call) => showAuditPage(call, call.args),
  steps: {
    file: defineAction({
      access,
      visibility,
      args,
      run: (call) => exportAuditCsv(call, call.args),
    }),
  },
});
