import { expect, test } from 'vitest';
import { isUuid } from '../../src/database/uuid.ts';

const id = '0199aaaa-0000-7000-8000-00000000000f';

test('takes an id for one in the spelling of the database alone', () => {
  expect(isUuid(id)).toBe(true);
  for (const other of [id.toUpperCase(), `{${id}}`, id.replaceAll('-', ''), ` ${id}`, '', 'x'])
    expect(isUuid(other)).toBe(false);
});
