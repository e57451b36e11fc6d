import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const course = 'Nấu ăn ngoài trời';
const incomparableReason = 'Discord asks in a form, Telegram step by step';
const day = 24 * 3_600_000;

/** A course with two questions and a consent, which Linh signs up for. */
async function openCourse({ thao, linh, minh }: ScenarioContext): Promise<void> {
  for (const one of [linh, minh]) await one.starts();
  await thao.says('/course new', { title: course, other_title: 'Outdoor cooking' });
  await thao.sees(/Khóa học còn ẩn/);
  await thao.says('/course session', { course, when: '14h 5/12', length: '2h', seats: '5' });
  await thao.sees(/mở đăng ký:/);
  await thao.says('/question add', {
    ...{ course, question: 'Bạn ăn <b>chay</b>?', options: 'Có, Không, Tùy hôm', required: 'True' },
  });
  await thao.sees(/1\. Bạn ăn <b>chay<\/b>\? \(chọn một, bắt buộc\)\s+Có · Không · Tùy hôm/);
  await thao.says('/question add', { course, question: 'Bạn bao nhiêu tuổi?', kind: 'số' });
  await thao.sees(/2\. Bạn bao nhiêu tuổi\? \(số\)/);
}

const answers = async ({ app }: ScenarioContext) =>
  (
    await app.database.prisma.signupAnswer.findMany({
      orderBy: { question: { position: 'asc' } },
    })
  ).map(({ values }) => values);

scenario(
  'Linh agrees and answers after signing up, Thảo reads it in the roster, and it is deleted later',
  async (context) => {
    const { thao, linh, app } = context;
    await openCourse(context);
    await thao.says('/question list', { course });
    await thao.sees(/Không cần đồng ý/);
    await thao.presses('Nội dung đồng ý');
    await thao.isAsked();
    await thao.fills({ consent: 'Bếp giữ thông tin *dị ứng* của bạn.' });
    await thao.sees(/bản 1\s+Bếp giữ thông tin \*dị ứng\* của bạn/);

    await linh.says('/signup', { course });
    await linh.sees(/Đăng ký thành công[\s\S]*Ban tổ chức cần hỏi bạn/);
    await linh.presses('Trả lời');
    await linh.sees(/bản 1[\s\S]*Bạn chưa đồng ý[\s\S]*Bắt buộc, chưa trả lời[\s\S]*còn 2 mục/);
    await linh.presses('Đồng ý và trả lời');
    await linh.isAsked();
    await linh.fills({ answer1: 'Tùy hôm', answer2: '31' });
    await linh.sees(/Đã lưu[\s\S]*Bạn đã đồng ý[\s\S]*Tùy hôm[\s\S]*31/);
    expect(await answers(context)).toEqual([['Tùy hôm'], ['31']]);
    await app.restart();
    await linh.says('/mine');
    await linh.presses('Trả lời 1');
    await linh.sees(/Bạn sửa được đến/);

    await thao.says('/course roster', { course, file: 'csv' });
    await thao.receivesFile('nau-an-ngoai-troi.csv');
    app.clock.advance(30 * day);
    await linh.says('/question answer', { signup: course });
    await linh.sees(/Không tìm thấy đăng ký/);
  },
  { incomparableReason, timeout: 60_000 },
);

scenario(
  'Minh leaves a required question open: his seat stays, and he is reminded in /mine',
  async (context) => {
    const { thao, minh } = context;
    await openCourse(context);
    await minh.says('/signup', { course: 'Outdoor cooking' });
    await minh.sees(/You’re signed up: seat 1 of 5[\s\S]*The organisers have something to ask/);
    await minh.says('/mine');
    await minh.sees(/seat 1 of 5 · 1 thing still to answer/);
    await minh.presses('Answer 1');
    await minh.sees(/Required, not answered yet[\s\S]*1 thing still to answer/);
    await thao.says('/question list', { course });
    await thao.presses('Đưa câu 2 lên');
    await thao.sees(/1\. Bạn bao nhiêu tuổi\?[\s\S]*2\. Bạn ăn/);
    await thao.says('/question list', { course });
    await thao.sees(/1\. Bạn bao nhiêu tuổi\?/);
    await thao.presses('Xóa câu 2');
    await thao.sees(/Xóa câu “Bạn ăn <b>chay<\/b>\?”\? Chưa ai trả lời/);
    await thao.presses('Xóa câu này');
    await thao.sees(/1\. Bạn bao nhiêu tuổi\?/);
    await minh.says('/mine');
    await minh.sees(/seat 1 of 5(?! · 1 thing)/);
    await minh.says('/question add', { course, question: 'x' });
    await minh.sees(/organiser/i);
  },
  { incomparableReason, timeout: 60_000 },
);
