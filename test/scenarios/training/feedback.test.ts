import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const course = 'Viết kịch bản phim ngắn';
const incomparableReason = 'Discord opens a form, Telegram asks';
const hour = 3_600_000;

/** A course with a session on Wednesday that these people have a seat in, and the morning after it. */
async function ends({ thao, linh, minh, app }: ScenarioContext): Promise<void> {
  await thao.says('/course new', { title: course, other_title: 'Short scripts' });
  await thao.sees(/tạo/);
  await thao.says('/course session', { course, when: '14:00 25/11', length: '2h', seats: '9' });
  await thao.sees(/Số chỗ[\s\S]*9/);
  for (const one of [linh, minh]) {
    await one.starts();
    await one.says('/signup', { course });
    await one.sees(/chỗ \d\/9|seat \d of 9/);
  }
  app.clock.advance(49 * hour);
  await app.restart();
}

/** Three others who were there say what they think. */
async function othersAnswer({ app }: ScenarioContext): Promise<void> {
  const { prisma } = app.database;
  const session = await prisma.session.findFirstOrThrow({ where: { course: { title: course } } });
  for (const [at, rating] of [3, 4, 5].entries())
    await prisma.courseFeedback.create({
      data: { sessionId: session.id, rating, words: at === 0 ? 'Thêm thời gian thực hành' : '' },
    });
}

scenario(
  'Linh says how the course was and adds words; Thao sees results once five have answered',
  async (context) => {
    const { thao, linh, minh } = context;
    await ends(context);
    await linh.sees(/Buổi “Viết kịch bản phim ngắn” thế nào\?[\s\S]*khi đủ năm người trả lời/);
    await linh.presses('4');
    await linh.sees(/Cảm ơn bạn[\s\S]*bạn chấm 4\/5[\s\S]*Sửa được đến/);
    await linh.presses('Viết thêm');
    await linh.fills({ words: 'Ví dụ rất hay' });
    await linh.sees(/bạn chấm 4\/5[\s\S]*Lời góp ý: Ví dụ rất hay/);
    await thao.says('/feedback results', { course });
    await thao.sees(/1 người đã trả lời[\s\S]*Đủ năm người mới có kết quả/);
    await thao.says('/feedback file', { course });
    await thao.sees(/Chưa đủ năm người trả lời/);
    await minh.presses('5');
    await minh.sees(/you chose 5 of 5/);
    await othersAnswer(context);
    await thao.says('/feedback results', { course });
    await thao.sees(/4,2\/5 · 5 người trả lời[\s\S]*Ví dụ rất hay/);
    await thao.receivesFile('feedback.png');
    await thao.says('/feedback file', { course });
    await thao.receivesFile('viet-kich-ban-phim-ngan.xlsx');
  },
  { incomparableReason, timeout: 90_000 },
);

scenario(
  'Minh answers in English and changes his mind; Hanh was not there',
  async (context) => {
    const { minh, hanh } = context;
    await ends(context);
    await minh.sees(/How was “Short scripts”\?[\s\S]*only once there are five/);
    await minh.presses('2');
    await minh.sees(/you chose 2 of 5/);
    await minh.says('/feedback give', {
      session: 'Short scripts',
      rating: '4',
      words: 'Good pace',
    });
    await minh.sees(/you chose 4 of 5[\s\S]*Good pace/);
    await hanh.starts();
    await hanh.says('/feedback give', { session: 'Short scripts', rating: '5' });
    await hanh.sees(/Only people who were at the session|can’t find a session/);
  },
  { incomparableReason, timeout: 90_000 },
);
