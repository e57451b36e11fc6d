import { say } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'cancel',
  run: ({ t, questionEnded }) =>
    say(t(questionEnded ? 'kit.cancelled' : 'commands.cancel.nothing')),
});
