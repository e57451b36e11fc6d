import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

/** What anybody may ask a community there. */
const commands = ['/events', '/alerts', '/training', '/briefings'];

scenario(
  'An unconnected group is told in two sentences what is missing, with a button to start',
  async ({ hanh, linh, group }) => {
    for (const [who, missing, begin] of [
      [linh.in(group), /chưa thuộc cộng đồng nào/, 'Tạo cộng đồng mới'],
      [hanh.in(group), /isn’t part of a community yet/, 'Start a new community'],
    ] as const) {
      for (const command of commands) {
        await who.says(command);
        const answer = await who.sees(missing);
        expect(readableText(answer).match(/[.!?](\s|$)/g)?.length, command).toBeLessThanOrEqual(2);
        expect(
          answer.buttons.flat().map(({ label }) => label),
          command,
        ).toEqual([begin]);
      }
    }
    await hanh.in(group).presses('Start a new community');
    await hanh.in(group).sees(/Callboard/);
    await hanh.in(group).says('/events');
    await hanh.in(group).sees(/No events|event/);
  },
  {
    sample: false,
    only: { platform: 'telegram', because: 'a Discord server begins one when the bot joins' },
  },
);
