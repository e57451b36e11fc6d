import { expect, test } from 'vitest';
import { confirmStepDownMessage } from '../../src/communities/role-messages.ts';
import { createTranslator } from '../../src/language/catalogue.ts';

test('asks an admin who would lose their own role, with one button that confirms and one that keeps it', () => {
  const grantee = { kind: 'person', platformId: '1', name: 'Thảo' } as const;
  const account = {
    ...{ id: 'account', personId: 'person', platformId: '1', name: 'Thảo' },
    platform: 'discord',
    ...{ username: null, linkedAt: new Date(0), createdAt: new Date(0) },
    locale: null,
  } as const;
  const context = { ...createTranslator('en'), account, community: undefined };
  const buttons = confirmStepDownMessage(context, grantee).buttons.flat();
  expect(buttons.map(({ action }) => [action?.step, action?.args.role, action?.account])).toEqual([
    ['confirm', 'admin', 'account'],
    ['leave', 'admin', 'account'],
  ]);
});
