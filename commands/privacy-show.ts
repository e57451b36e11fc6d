import { inPrivate } from '../src/kit/access.ts';
import { showPrivacy } from '../src/people/show-privacy.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'privacy show',
  access: inPrivate,
  visibility: 'private',
  run: showPrivacy,
});
