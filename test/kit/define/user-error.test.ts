import { expect, test } from 'vitest';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';

test('translates the messages in its parameters when it is shown', () => {
  const error = new UserError('kit.refused.role', { role: { key: 'roles.admin' } });
  const { t } = createTranslator('vi');
  expect(error.localize({ t })).toEqual({
    key: 'kit.refused.role',
    params: { role: t('roles.admin') },
  });
});

test('keeps data in its parameters as it is', () => {
  const at = new Date(0);
  const error = new UserError('codes.tooMany', { minutes: 10, at, name: 'Thảo' });
  expect(error.localize(createTranslator('en')).params).toEqual({ minutes: 10, at, name: 'Thảo' });
});
