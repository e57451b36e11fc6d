import { operators } from '../src/communities/desk/access.ts';
import { operate } from '../src/communities/desk/act.ts';
import { publication } from '../src/communities/desk/pick.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery resume',
  access: operators,
  visibility: 'private',
  args: { publication: publication('paused') },
  run: (call) => operate(call, call.args.publication, 'resume'),
});
