import { expect, test } from 'vitest';
import { modules, personalDataOf } from '../../../src/app/modules.ts';
import { boardModule } from '../../../src/board/module.ts';
import { coursesModule } from '../../../src/courses/module.ts';
import { eventsModule } from '../../../src/events/module.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import { locales } from '../../../src/language/locale.ts';
import { linkedThings } from '../../../src/people/linked-things-view.ts';
import { dataSummaryMessage } from '../../../src/people/privacy/data-messages.ts';

const personalData = personalDataOf(modules);
const person = {
  id: 'person',
  createdAt: new Date(0),
  zone: null,
  locale: null,
  currentCommunityId: null,
  tables: null,
};

test.each(locales)('shows in %s what each module keeps of texts', (locale) => {
  const reader = createTranslator(locale);
  const keptTexts = personalData.flatMap(({ words }) => words.keptTexts ?? []);
  const now = Temporal.Instant.fromEpochMilliseconds(0);
  const summary = { person, accounts: [], lines: [], keptTexts };
  const shown = dataSummaryMessage({ ...reader, now }, summary);
  const lists = shown.blocks.filter(({ kind }) => kind === 'list');
  expect(JSON.stringify(lists.at(-1))).toContain(reader.t('events.personalData.keptTexts'));
  expect(lists.at(-1)).toMatchObject({ items: { length: keptTexts.length } });
});

test('names what linked accounts share, as each module declares it', () => {
  const reader = createTranslator('en');
  const two = personalDataOf([coursesModule, boardModule, eventsModule]);
  expect(linkedThings({ ...reader, personalData: two }, { after: ['settings'] })).toBe(
    'signups, event answers and settings',
  );
  expect(linkedThings({ ...reader, personalData: two }, { before: ['name'] })).toBe(
    'name, signups and event answers',
  );
});
