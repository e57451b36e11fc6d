import { setTimeout } from 'node:timers/promises';
import type { Shot } from './camera.ts';
import type { RunningProgram } from './program.ts';

const group = 'Nhà sáng tạo Việt';
const channel = 'trò-chuyện';

/** Fills the sample community with what the pictures show. */
export async function programShots({ url, act }: RunningProgram): Promise<Shot[]> {
  const say = (platform: string, actor: string, place: string, text: string) =>
    act(platform, 'say', { actor, place, text });
  // The bot may pin only as an administrator.
  await act('telegram', 'relate', { actor: 'hanh', place: group, change: 'promote' });
  await act('discord', 'relate', { actor: 'hanh', place: channel, change: 'promote' });
  await say('discord', 'minh', channel, '/events');
  await say('telegram', 'linh', group, '/sukien');
  await say('telegram', 'hanh', 'Sự kiện', '/board on');
  await say('discord', 'hanh', 'khóa-học', '/board on');
  // The bot spaces its requests to a channel and pins at the next occasion, which this is.
  await setTimeout(3_000);
  await say('discord', 'hanh', 'khóa-học', '/board on');
  await setTimeout(2_000);
  const dialogue = {
    url,
    person: 'Thảo Nguyễn',
    places: { telegram: group },
    async says(text: string) {
      await say('telegram', 'thao', group, text);
      // The answer comes when it comes; two seconds are plenty.
      await setTimeout(2_000);
    },
  };
  return [
    { name: 'events', url, person: 'Linh Trần', places: { discord: channel, telegram: group } },
    {
      name: 'board',
      url,
      person: 'Minh Phạm',
      places: { discord: 'khóa-học', telegram: 'Sự kiện' },
      async prepare({ page }) {
        for (const bar of await page.locator('.pinned-bar').all())
          if (await bar.isVisible()) await bar.click();
      },
    },
    {
      name: 'ephemeral-question',
      ...dialogue,
      before: () => dialogue.says('/dangky'),
    },
    { name: 'ephemeral-error', ...dialogue, before: () => dialogue.says('nhiếp ảnh') },
    { name: 'ephemeral-answer', ...dialogue, before: () => dialogue.says('podcast') },
  ];
}
