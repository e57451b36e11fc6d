import { inPrivate } from '../src/kit/define/access.ts';
import { showPersonalData } from '../src/people/privacy/data-summary.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'privacy show',
  access: inPrivate,
  visibility: 'private',
  run: showPersonalData,
});
