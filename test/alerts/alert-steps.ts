import { vi } from 'vitest';
import type { ScenarioContext } from '../support/scenario/scenario.ts';
import type { ScenarioUser } from '../support/scenario/scenario-user.ts';
import { readableText } from '../support/scenario/visible-text.ts';

/** What most alerts in these tests say. */
export const stormAlert = {
  severity: 'nghiêm trọng',
  title: 'Bão lớn chiều nay',
  text: 'Gió giật cấp 9.',
  source: 'https://nchmf.example.org/bao',
};

export interface WrittenAlert {
  severity: string;
  title: string;
  text: string;
  source: string;
  drill?: boolean;
  expires?: string;
}

/** Writes an alert as people do: the long text in Discord's form, or when Telegram asks for it. */
export async function writeAlert(
  who: ScenarioUser,
  { text, ...rest }: WrittenAlert,
): Promise<void> {
  await who.says('/alert send', rest);
  await who.fills({ text });
}

export const minhOnTelegram = { platform: 'telegram', key: 'minh', place: 'dm' } as const;
export const linhOnTelegram = { platform: 'telegram', key: 'linh', place: 'dm' } as const;
export const groupOnTelegram = {
  platform: 'telegram',
  key: 'minh',
  place: 'Nhà sáng tạo Việt',
} as const;
export const announcementsOnDiscord = {
  platform: 'discord',
  key: 'minh',
  place: 'thông-báo',
} as const;

/** The places of the sample that follow alerts, by who can look at them. */
export const followersOn = {
  discord: [
    announcementsOnDiscord,
    { platform: 'discord', key: 'minh', place: 'dm' },
    { platform: 'discord', key: 'linh', place: 'dm' },
  ],
  telegram: [
    groupOnTelegram,
    { platform: 'telegram', key: 'minh', place: 'Bản tin Nhà sáng tạo' },
    minhOnTelegram,
    linhOnTelegram,
  ],
} as const;

export const alertFollowers = [...followersOn.discord, ...followersOn.telegram];

type Place = Pick<(typeof alertFollowers)[number], 'platform'> & { key: string; place: string };

/** What somebody reads in a place now: the newest message with these words, if there is one. */
export function newestMessage(
  { app }: Pick<ScenarioContext, 'app'>,
  { platform, key, place }: Place,
  words: RegExp,
) {
  const driver = app.drivers[platform];
  const at = driver
    .places(key)
    .find((one) => (place === 'dm' ? one.kind === 'private' : one.name.replace('#', '') === place));
  if (!at) throw new Error(`${key} sees no ${place} on ${platform}`);
  return driver
    .messages(key, at.key)
    .filter((seen) => seen.from.bot && words.test(readableText(seen)))
    .at(-1);
}

/** Waits until a place shows these words. @returns all that is read there */
export async function waitForMessage(
  scene: Pick<ScenarioContext, 'app'>,
  place: Place,
  words: RegExp,
): Promise<string> {
  return vi.waitFor(
    () => {
      const found = newestMessage(scene, place, words);
      if (!found) {
        throw new Error(
          `${place.platform} ${place.place} does not show ${words}; log: ${scene.app.loggedWarnings.join('')}`,
        );
      }
      return readableText(found);
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** The place where somebody talks to the bot alone on Telegram. */
export function privateChatKey({ app }: Pick<ScenarioContext, 'app'>, key: string): string {
  const own = app.drivers.telegram.places(key).find(({ kind }) => kind === 'private');
  if (!own) throw new Error(`${key} has no private chat`);
  return own.key;
}

/** On Telegram a bot may write to nobody who has not spoken to it first. Minh asks for English. */
export async function startOnTelegram(scene: Pick<ScenarioContext, 'app'>): Promise<void> {
  for (const key of ['minh', 'linh']) {
    await scene.app.drivers.telegram.sendMessage(key, privateChatKey(scene, key), '/start');
    await waitForMessage(
      scene,
      { platform: 'telegram', key, place: 'dm' },
      /Đây là Callboard|I’m Callboard/,
    );
  }
  const minh = { platform: 'telegram', key: 'minh', place: 'dm' } as const;
  await scene.app.drivers.telegram.sendMessage(
    'minh',
    privateChatKey(scene, 'minh'),
    '/settings English',
  );
  await waitForMessage(scene, minh, /Your settings/);
}
