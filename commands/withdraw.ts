import { mySignup } from '../src/courses/signups/arguments.ts';
import { withdrawnMessage } from '../src/courses/signups/messages.ts';
import { createSeatNotices } from '../src/courses/signups/notices.ts';
import { withdrawSignup } from '../src/courses/signups/service.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'withdraw',
  help: { with: 'signup' },
  visibility: 'personal',
  args: { signup: mySignup() },
  async run(context) {
    const { signup } = context.args;
    const notices = createSeatNotices(context.publications);
    const previousState = await withdrawSignup({ ...context, notices }, signup);
    return withdrawnMessage(signup, previousState, context);
  },
});
