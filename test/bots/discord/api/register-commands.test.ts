import { expect, test } from 'vitest';
import { messageCommandNames } from '../../../../bots/discord/api/register-commands.ts';
import { loadCommands } from '../../../../commands/index.ts';
import { createManifests } from '../../../../src/kit/menu/manifest.ts';
import { translators } from '../../../../src/language/catalogue.ts';

const manifests = createManifests(await loadCommands());

test('each command on a message has a name of its own, of at most 32 letters', () => {
  for (const translator of Object.values(translators)) {
    const names = [...messageCommandNames(manifests, { en: translator }).keys()];
    expect(names).toHaveLength(4);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(32);
  }
});

test('two commands of one name are refused at the start', () => {
  const sameName = { en: { t: () => 'Report' } };
  expect(() => messageCommandNames(manifests, sameName)).toThrow(/Two commands are “Report”/);
});
