import { inPrivate } from '../src/kit/access.ts';
import { unlink } from '../src/people/linking.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'unlink',
  access: inPrivate,
  visibility: 'private',
  run: unlink,
});
