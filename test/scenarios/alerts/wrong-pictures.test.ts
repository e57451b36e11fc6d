import { expect } from 'vitest';
import type { VisibleFile } from '../../../playground/driver/visible-message.ts';
import { stormAlert } from '../../alerts/alert-steps.ts';
import { colouredPng, picturedFile } from '../../support/fixtures/sample-pictures.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const alt = 'Bản đồ vùng ngập';
const map = picturedFile('map.png', colouredPng([20, 90, 200]));

/** A PDF whose name and type say that it is a picture. */
const disguised = picturedFile('map.png', Buffer.from('%PDF-1.7'.padEnd(60)));

/** More bytes than a picture may have. */
const huge = picturedFile('map.png', new Uint8Array(10_000_001));

const { text, ...words } = stormAlert;

type WriteAlert = (
  scene: ScenarioContext,
  file: VisibleFile,
  args?: { alt?: string },
) => Promise<void>;

/** Writes an alert with a file in Discord’s form. */
const writeInForm: WriteAlert = async ({ quang }, file, args = { alt }) => {
  await quang.says('/alert send', { ...words, ...args }, [file]);
  await quang.fills({ text });
};

/** The same on Telegram, without a translation; a file that cannot be used is asked for again. */
const writeStepByStep: WriteAlert = async ({ quang }, file, args = { alt }) => {
  await quang.says('/alert send', { ...words, ...args }, [file]);
  await quang.sees(/Chuyện gì xảy ra/);
  await quang.says(text);
  await quang.presses('Bỏ qua');
};

const inForm = { platform: 'discord', because: 'it asks in a form' } as const;
const stepByStep = {
  platform: 'telegram',
  because: 'it asks for one thing after the other',
} as const;
const ways = [
  { only: inForm, write: writeInForm },
  { only: stepByStep, write: writeStepByStep },
] as const;

/** How much is stored: nothing is added before there is a preview. */
const counts = async ({ app }: ScenarioContext) => {
  const { alert, picture, publication } = app.database.prisma;
  return {
    alerts: await alert.count(),
    pictures: await picture.count(),
    publications: await publication.count(),
  };
};

const tooBig = /Ảnh này quá lớn\. Gửi ảnh tối đa 10 MB\./;
const describeIt = /Mô tả ảnh trong một, hai câu cho người không xem được ảnh\./;
const notFetched = /Chưa lấy được ảnh này\. Gửi lại ảnh nhé\./;

/** No platform hands over what somebody uploaded. */
function failDownloads({ app }: ScenarioContext): void {
  app.discord.injectFault({ path: /^\/attachments\//, effect: { status: 503 } });
  app.telegram.injectFault({ path: /^file\//, effect: { status: 503 } });
}

for (const { only, write } of ways) {
  scenario(
    'A file that is no picture is refused with what to send instead',
    async (scene) => {
      const before = await counts(scene);
      await write(scene, disguised);
      await scene.quang.sees(/Không dùng được tệp này\. Gửi ảnh JPEG, PNG, WebP hoặc GIF\./);
      expect(await counts(scene)).toEqual(before);
    },
    { only },
  );

  scenario(
    'A picture without alternative text is held until it is described',
    async (scene) => {
      const before = await counts(scene);
      await write(scene, map, {});
      await scene.quang.sees(describeIt);
      expect(await counts(scene)).toEqual(before);
    },
    { only },
  );

  scenario(
    'A picture that the platform does not hand over is asked for again',
    async (scene) => {
      const before = await counts(scene);
      failDownloads(scene);
      await write(scene, map);
      await scene.quang.sees(notFetched);
      expect(await counts(scene)).toEqual(before);
    },
    { only },
  );
}

scenario(
  'A picture that is too big is refused before a form opens, with how big it may be',
  async (scene) => {
    const before = await counts(scene);
    await scene.quang.says('/alert send', { ...words, alt }, [huge]);
    await scene.quang.sees(tooBig);
    expect(scene.quang.form()).toBeUndefined();
    expect(await counts(scene)).toEqual(before);
  },
  { only: inForm },
);

scenario(
  'A picture that is too big is refused with how big it may be, before the other language is asked for',
  async (scene) => {
    const before = await counts(scene);
    const { quang } = scene;
    await quang.says('/alert send', { ...words, alt }, [huge]);
    await quang.sees(/Chuyện gì xảy ra/);
    await quang.says(text);
    await quang.sees(tooBig);
    expect(await counts(scene)).toEqual(before);
    await quang.says('', {}, [map]);
    await quang.sees(/ngôn ngữ còn lại/);
    await quang.presses('Bỏ qua');
    await quang.sees(/Bản xem trước/);
  },
  { only: stepByStep },
);

scenario(
  'A description of a picture that is asked for cannot be passed over',
  async (scene) => {
    const { quang } = scene;
    await writeStepByStep(scene, map, {});
    const question = await quang.sees(describeIt);
    expect(question.buttons.flat().map(({ label }) => label)).toEqual(['Hủy']);
    await quang.says(alt);
    await quang.sees(/Bản xem trước/);
  },
  { only: stepByStep },
);

scenario(
  'A picture that is sent again is used',
  async (scene) => {
    const { quang, app } = scene;
    failDownloads(scene);
    await writeStepByStep(scene, map);
    await quang.sees(notFetched);
    await quang.says('', {}, [map]);
    await quang.sees(/Bản xem trước/);
    expect(await app.database.prisma.picture.count()).toBe(1);
  },
  { only: stepByStep },
);

scenario(
  'A picture that cannot be had is left out, and nothing is asked twice',
  async (scene) => {
    const { quang, app } = scene;
    failDownloads(scene);
    await writeStepByStep(scene, map);
    await quang.sees(notFetched);
    await quang.presses('Bỏ qua');
    await quang.sees(/Chưa có ảnh để mô tả/);
    await quang.presses('Bỏ qua');
    await quang.sees(/Bản xem trước/);
    expect(await app.database.prisma.picture.count()).toBe(0);
  },
  { only: stepByStep },
);
