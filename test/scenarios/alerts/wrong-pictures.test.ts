import { expect } from 'vitest';
import type { VisibleFile } from '../../../playground/driver/visible-message.ts';
import { stormAlert } from '../../alerts/alert-steps.ts';
import { colouredPng, picturedFile } from '../../support/fixtures/sample-pictures.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const incomparableReason = 'Discord asks in a form, Telegram for one thing after the other';
const alt = 'Bản đồ vùng ngập';
const map = picturedFile('map.png', colouredPng([20, 90, 200]));

/** A PDF whose name and type say that it is a picture. */
const disguised = picturedFile('map.png', Buffer.from('%PDF-1.7'.padEnd(60)));

/** More bytes than a picture may have. */
const huge = picturedFile('map.png', new Uint8Array(10_000_001));

/** Writes an alert with a file, and its text when that is asked for, without a translation. */
async function writeWithFile(
  { quang, platform }: ScenarioContext,
  file: VisibleFile,
  args: { alt?: string } = { alt },
): Promise<void> {
  const { text, ...rest } = stormAlert;
  await quang.says('/alert send', { ...rest, ...args }, [file]);
  // Discord knows the size of a file before it opens a form.
  if (platform === 'discord' && file === huge) return;
  if (platform === 'discord') return quang.fills({ text });
  await quang.sees(/Chuyện gì xảy ra/);
  await quang.says(text);
  // The picture is asked for again before the other language.
  if (file === huge) return;
  await quang.presses('Bỏ qua');
}

/** How much is stored: nothing is added before there is a preview. */
const counts = async ({ app }: ScenarioContext) => {
  const { alert, picture, publication } = app.database.prisma;
  return {
    alerts: await alert.count(),
    pictures: await picture.count(),
    publications: await publication.count(),
  };
};

scenario(
  'A file that is no picture is refused with what to send instead',
  async (scene) => {
    const before = await counts(scene);
    await writeWithFile(scene, disguised);
    await scene.quang.sees(/Không dùng được tệp này\. Gửi ảnh JPEG, PNG, WebP hoặc GIF\./);
    expect(await counts(scene)).toEqual(before);
  },
  { incomparableReason },
);

scenario(
  'A picture that is too big is refused with how big it may be',
  async (scene) => {
    const before = await counts(scene);
    const { quang, platform } = scene;
    await writeWithFile(scene, huge);
    await quang.sees(/Ảnh này quá lớn\. Gửi ảnh tối đa 10 MB\./);
    expect(await counts(scene)).toEqual(before);
    if (platform === 'telegram') {
      await quang.says('', {}, [map]);
      await quang.sees(/ngôn ngữ còn lại/);
      await quang.presses('Bỏ qua');
      await quang.sees(/Bản xem trước/);
    }
  },
  { incomparableReason },
);

scenario(
  'A picture without alternative text is held until it is described',
  async (scene) => {
    const before = await counts(scene);
    const { quang, platform } = scene;
    await writeWithFile(scene, map, {});
    const question = await quang.sees(
      /Mô tả ảnh trong một, hai câu cho người không xem được ảnh\./,
    );
    expect(await counts(scene)).toEqual(before);
    if (platform === 'telegram') {
      expect(question.buttons.flat().map(({ label }) => label)).toEqual(['Hủy']);
      await quang.says(alt);
      await quang.sees(/Bản xem trước/);
    }
  },
  { incomparableReason },
);

scenario(
  'A picture that the platform does not hand over is asked for again',
  async (scene) => {
    const before = await counts(scene);
    const { quang, platform, app } = scene;
    app.discord.injectFault({ path: /^\/attachments\//, effect: { status: 503 } });
    app.telegram.injectFault({ path: /^file\//, effect: { status: 503 } });
    await writeWithFile(scene, map);
    await quang.sees(/Chưa lấy được ảnh này\. Gửi lại ảnh nhé\./);
    expect(await counts(scene)).toEqual(before);
    if (platform === 'telegram') {
      await quang.says('', {}, [map]);
      await quang.sees(/Bản xem trước/);
      expect(await app.database.prisma.picture.count()).toBe(1);
    }
  },
  { incomparableReason },
);

scenario(
  'A picture that cannot be had is left out, and nothing is asked twice',
  async (scene) => {
    const { quang, app } = scene;
    app.telegram.injectFault({ path: /^file\//, effect: { status: 503 } });
    await writeWithFile(scene, map);
    await quang.sees(/Chưa lấy được ảnh này\. Gửi lại ảnh nhé\./);
    await quang.presses('Bỏ qua');
    await quang.sees(/Chưa có ảnh để mô tả/);
    await quang.presses('Bỏ qua');
    await quang.sees(/Bản xem trước/);
    expect(await app.database.prisma.picture.count()).toBe(0);
  },
  { only: { platform: 'telegram', because: 'Discord shows all in one form' } },
);
