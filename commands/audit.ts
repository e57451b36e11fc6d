import { auditedPerson, auditFile, auditKinds, showAudit } from '../src/communities/audit-trail.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { period } from '../src/kit/kinds/period.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';
const args = {
  who: auditedPerson().optional(),
  kind: choice(auditKinds, 'audit.kinds').optional(),
  when: period().optional(),
};

export default defineCommand({
  name: 'audit',
  access,
  visibility,
  args: { ...args, page: integer({ min: 1, max: 100_000 }).default(1).hide() },
  run: (call) => showAudit(call, call.args),
  steps: {
    file: defineStep({ access, visibility, args, run: (call) => auditFile(call, call.args) }),
  },
});
