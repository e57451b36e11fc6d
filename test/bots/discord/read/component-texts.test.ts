import { expect, test } from 'vitest';
import { componentTexts } from '../../../../bots/discord/read/component-texts.ts';

test('reads the texts of components and of those inside others, without buttons', () => {
  const button = { type: 2, label: 'More' };
  expect(
    componentTexts([
      {
        type: 17,
        components: [
          { type: 10, content: 'News' },
          { type: 9, components: [{ type: 10, content: 'Film week' }], accessory: button },
          { type: 1, components: [button] },
        ],
      },
    ]),
  ).toBe('News\nFilm week');
});
