import { textMessage } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'cancel',
  help: { section: 'yours', order: 60 },
  run: ({ t, hasEndedPrompt }) =>
    textMessage(t(hasEndedPrompt ? 'kit.cancelled' : 'commands.cancel.nothing')),
});
