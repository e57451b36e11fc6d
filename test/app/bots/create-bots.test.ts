import { expect, test } from 'vitest';
import { listSourceFiles, readSource } from '../../structure/source-tree.ts';

test('nothing loads the client of a platform that is not used', () => {
  const client = /^import (?!type )[^;]*?'[^']*bots\/(?:discord|telegram)\//m;
  const loading = listSourceFiles(['src', 'commands']).filter((file) =>
    client.test(readSource(file)),
  );
  expect(loading).toEqual([]);
});
