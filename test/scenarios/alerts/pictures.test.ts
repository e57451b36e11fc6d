import { expect, vi } from 'vitest';
import type { VisibleMessage } from '../../../playground/driver/visible-message.ts';
import {
  alertFollowers,
  followersOn,
  newestMessage,
  startOnTelegram,
  stormAlert,
  waitForMessage,
} from '../../alerts/alert-steps.ts';
import { colouredPng, picturedFile } from '../../support/fixtures/sample-pictures.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const floodMap = picturedFile('map.png', colouredPng([20, 90, 200]));
const otherMap = picturedFile('map-2.png', colouredPng([200, 90, 20]));
const alt = 'Bản đồ vùng ngập quanh sông Sài Gòn';
const englishAlt = 'The flooded area around the Saigon river';
const betterAlt = 'Bản đồ vùng ngập ở quận 7 và Nhà Bè';

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text
      .replace(/(?<=Hết hiệu lực: |Valid until: ).*/g, '…')
      .replace(/(?<=Đã thu hồi · ).*?(?= · )/g, '…'),
  'how fast it went is another each time': (text: string) =>
    text.replace(/Tốc độ:?\s+[\d.,]+ tin\/giây|Thời gian còn lại:?\s+khoảng \d+ giây/g, ''),
  'Telegram has no alternative texts, so everybody reads what a picture shows': (text: string) =>
    text.replace(/\n?(Ảnh|Picture): .*/g, ''),
};

/** The picture of a message, and what it shows in words for those who do not see it. */
function pictureOf(scene: ScenarioContext, place: (typeof alertFollowers)[number]) {
  const message = newestMessage(scene, place, /Bão lớn/);
  if (!message) throw new Error('there is no such message');
  const [embed] = message.embeds;
  return embed
    ? { isShown: embed.image !== undefined, alt: embed.imageAlt }
    : { isShown: message.files.length === 1, alt: altInCaption(message) };
}

const altInCaption = ({ body }: VisibleMessage): string | undefined =>
  /^(?:Ảnh|Picture): (.*)$/m.exec(body.map(({ text }) => text).join(''))?.[1];

/** Waits until every place shows the picture, described in the language of its readers. */
const waitForPicture = (scene: ScenarioContext, shown: string, english = shown) =>
  vi.waitFor(
    () => {
      for (const place of alertFollowers)
        expect(pictureOf(scene, place), `${place.platform} ${place.place}`).toEqual({
          isShown: true,
          // Minh reads English.
          alt: place.key === 'minh' && place.place === 'dm' ? english : shown,
        });
    },
    { timeout: 10_000, interval: 50 },
  );

scenario(
  'An alert with a picture arrives everywhere with its alternative text, and is corrected and retracted',
  async (scene) => {
    const { quang } = scene;
    await startOnTelegram(scene);
    const { text, ...rest } = stormAlert;
    await quang.says('/alert send', { ...rest, alt, other_alt: englishAlt }, [floodMap]);
    await quang.fills({ text });
    await quang.sees(new RegExp(`Picture: ${englishAlt}[^]*Bản xem trước`));
    await quang.presses('Gửi đến 7 nơi');
    for (const place of alertFollowers) await waitForMessage(scene, place, /Bão lớn/);
    await waitForPicture(scene, alt, englishAlt);

    await quang.says('/alert correct', {
      ...{ alert: 'Bão lớn', grade: 'typo', reason: 'Mô tả rõ hơn' },
      alt: betterAlt,
    });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Đính chính ở 7 nơi');
    await waitForPicture(scene, betterAlt);

    await quang.says(
      '/alert correct',
      { alert: 'Bão lớn', grade: 'typo', reason: 'Bản đồ mới', alt },
      [otherMap],
    );
    await quang.sees(/Bản xem trước/);
    await quang.presses('Đính chính ở 7 nơi');
    await waitForPicture(scene, alt);

    await quang.says('/alert retract', { alert: 'Bão lớn', reason: 'Nhầm vùng' });
    await quang.sees(/hiển thị như trên thay cho cảnh báo/);
    await quang.presses('Thu hồi ở 7 nơi');
    for (const place of alertFollowers) {
      const read = await waitForMessage(scene, place, /Bão lớn[\s\S]*Nhầm vùng/);
      expect(read).not.toMatch(/Ảnh:|Picture:/);
    }
    for (const place of followersOn.discord)
      expect(pictureOf(scene, place)).toEqual({ isShown: false, alt: undefined });
  },
  { differences },
);
