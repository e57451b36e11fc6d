import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const course = 'Viết kịch bản phim ngắn';
const moments = 'Discord shows the time by the reader’s own clock';
const differences = {
  'a list says on which platform each signed up, and how they are called there': (text: string) =>
    text.replace(/Discord|Telegram/g, 'PLATFORM').replace(/@(linh|minh|hanh)[.\w]*/g, '@$1'),
};
const incomparableReason = 'Discord opens a form, Telegram asks question by question';

/** A course with one session of two seats: Hạnh and Linh have them, and Minh, who reads English, waits. */
async function openCourse({ thao, linh, minh, hanh }: ScenarioContext): Promise<void> {
  await thao.says('/course new', { title: course, other_title: 'Short scripts' });
  await thao.sees(/Khóa học còn ẩn/);
  await thao.says('/course session', { course, when: '14h 5/12', length: '2h', seats: '2' });
  await thao.sees(/mở đăng ký:/);
  for (const [one, answer] of [
    [linh, /chỗ 1\/2/],
    [hanh, /seat 2 of 2|chỗ 2\/2/],
    [minh, /You’re number 1 on the waiting list/],
  ] as const) {
    await one.says('/start');
    await one.sees(/Đây là Callboard|I’m Callboard/);
    await one.says('/signup', { course });
    await one.sees(answer);
  }
}

scenario(
  'Thảo reads who signed up by name, takes it as files, and writes to those who wait',
  async (context) => {
    const { thao, linh, hanh, minh } = context;
    await thao.says('/course roster', { course });
    await thao.sees(/Không tìm thấy|không có/i);
    await openCourse(context);
    await thao.says('/course roster', { course });
    await thao.sees(
      /2\/2 chỗ đã có người · 1 người chờ[\s\S]*1: .*Hạnh[\s\S]*2: .*Linh[\s\S]*1: .*Minh/,
      moments,
    );
    await thao.presses('CSV');
    await thao.receivesFile('viet-kich-ban-phim-ngan.csv');
    await thao.presses('Excel');
    await thao.receivesFile('viet-kich-ban-phim-ngan.xlsx');
    await thao.presses('Nhắn tin');
    await thao.fills({ to: 'danh sách chờ', text: 'Sắp có thêm chỗ <b>' });
    await thao.sees(/Gửi riêng tin này\?[\s\S]*Sắp có thêm chỗ <b>[\s\S]*1 người nhận được/);
    await thao.presses('Gửi cho 1 người');
    await minh.sees(/About “Short scripts”[\s\S]*Sắp có thêm chỗ <b>[\s\S]*to: waiting list/);
    for (const one of [linh, hanh])
      expect(one.messages().map(readableText).join()).not.toContain('Sắp có thêm chỗ');
  },
  { differences, incomparableReason },
);

scenario(
  'In English: Thảo writes to who has a seat in one session, and to those who missed it',
  async (context) => {
    const { thao, linh, hanh, app } = context;
    await openCourse(context);
    await thao.says('/settings', { language: 'en' });
    await thao.sees(/English/, 'only Telegram has tables');
    const text = 'Bring headphones';
    await thao.says('/roster message', { course, to: 'missed', text });
    await thao.sees(/Nobody gets it/);
    await thao.says('/roster message', { course, to: 'who has a seat', text, session: '5/12' });
    await thao.sees(/Send this in private\?[\s\S]*When[\s\S]*2 people get it/, moments);
    await thao.presses('Don’t send');
    await thao.sees(/Nothing sent/);
    await thao.says('/roster message', { course, to: 'who has a seat', text, session: '5/12' });
    await thao.sees(/2 people get it/, moments);
    await thao.presses('Send to 2 people');
    await thao.sees(/On its way to 2 people[\s\S]*2 of 2/);
    for (const one of [linh, hanh]) await one.sees(/Bring headphones/, moments);
    const entry = await app.database.prisma.auditEntry.findFirstOrThrow({
      where: { action: 'roster.message' },
    });
    expect(entry.details).toMatchObject({ title: course, group: 'seats', people: 2 });

    // They missed it.
    const { prisma } = app.database;
    const signup = await prisma.signup.findFirstOrThrow({
      where: {
        state: 'confirmed',
        person: { accounts: { some: { name: { contains: 'Linh' } } } },
      },
    });
    await prisma.signup.update({ where: { id: signup.id }, data: { attendance: 'missed' } });
    await thao.says('/roster message', { course, to: 'missed', text: 'The recording is up' });
    await thao.sees(/1 person gets it/);
    app.clock.advance(61_000);
    await thao.presses('Send to 1 person');
    await linh.sees(/The recording is up/);
    expect(hanh.messages().map(readableText).join()).not.toContain('recording');
  },
  { differences },
);

scenario('Who is no organiser neither reads nor writes', async ({ linh }) => {
  await linh.says('/roster message', {
    ...{ course: 'Làm podcast từ con số không', to: 'tất cả' },
    text: 'Mua vé ở đây',
  });
  await linh.sees(/ban tổ chức/i);
});
