import { operators } from '../src/communities/desk/access.ts';
import { askToCancel, operate } from '../src/communities/desk/act.ts';
import { publication } from '../src/communities/desk/pick.ts';
import { say } from '../src/message/build.ts';
import { defineCommand, defineStep } from './define.ts';

const visibility = 'private';
const args = { publication: publication('running') };

export default defineCommand({
  name: 'delivery cancel',
  access: operators,
  visibility,
  args,
  run: (call) => askToCancel(call, call.args.publication),
  steps: {
    confirm: defineStep({
      access: operators,
      visibility,
      args,
      run: (call) => operate(call, call.args.publication, 'cancel'),
    }),
    leave: defineStep({
      access: operators,
      visibility,
      args: { publication: publication() },
      run: ({ t }) => say(t('delivery.keptRunning')),
    }),
  },
});
