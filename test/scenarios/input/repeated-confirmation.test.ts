import { expect, test } from 'vitest';
import { loadCommands } from '../../../commands/index.ts';
import { scenario } from '../../support/scenario/scenario.ts';

test('no command with a confirmation has a cooldown before it can be asked again', async () => {
  const asking = (await loadCommands()).filter(({ actions }) => actions.confirm);
  expect(asking.map(({ name }) => name)).toContain('privacy delete');
  for (const { name, cooldown, actions: steps } of asking) {
    expect([cooldown, ...Object.values(steps).map((step) => step.cooldown)], name).toEqual(
      Array(1 + Object.keys(steps).length).fill(undefined),
    );
  }
});

const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';
const course = 'Podcast từ ý tưởng đến phát sóng';

/** Commands that ask for confirmation of an irreversible action, as typed. */
const asked: [command: string, args?: Record<string, string>][] = [
  ['/privacy delete'],
  ['/course close', { course }],
  ['/event cancel', { event: festival, reason: 'Rain' }],
  ['/event postpone', { event: festival, when: '20/12/2026 19:00', reason: 'Rain' }],
];

scenario(
  'A confirmation is shown again at once when its message is gone',
  async ({ hanh }) => {
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    for (const [command, args] of asked) {
      const offers: string[][] = [];
      for (let time = 0; time < 3; time += 1) {
        await hanh.says(command, args ?? {});
        const { buttons } = await hanh.sees(/\?|preview/i, 'the platforms write moments their way');
        offers.push(buttons.flat().map(({ label }) => label));
      }
      expect(offers[0]?.length, command).toBeGreaterThanOrEqual(2);
      expect(offers, command).toEqual([offers[0], offers[0], offers[0]]);
    }
  },
  { incomparableReason: 'the platforms write moments and accounts in their own ways' },
);
