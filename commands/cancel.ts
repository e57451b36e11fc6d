import { textMessage } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'cancel',
  run: ({ t, hasEndedPrompt }) =>
    textMessage(t(hasEndedPrompt ? 'kit.cancelled' : 'commands.cancel.nothing')),
});
