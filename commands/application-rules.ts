import {
  eligibilities,
  setApplicationRules,
} from '../src/courses/applications/eligibility/rules.ts';
import { applicationRulesMessage } from '../src/courses/applications/eligibility/rules-messages.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { role } from '../src/kit/argument-types/references/role.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'application rules',
  help: { with: 'application list' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    course: ownCourse(),
    approval: boolean().optional(),
    who: choice(eligibilities, 'applications.who').optional(),
    // Roles are chosen in Discord's own list.
    role: role(async () => []).optional(),
  },
  async run({ args: { course, ...rules }, ...context }) {
    return applicationRulesMessage(await setApplicationRules(context, course, rules), context);
  },
});
