import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import type { ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Podcast buổi tối';
const incomparableReason = 'Discord opens a form, Telegram asks';
const printed = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/;

/** The code in the newest message of somebody that has one. */
const codeFor = (who: ScenarioUser): string =>
  who
    .messages()
    .map((seen) => readableText(seen).match(printed)?.[0])
    .findLast((code) => code !== undefined) ?? '';

scenario(
  'Two people complete a course, get certificates, and one of them loses hers',
  async ({ thao, linh, minh, hanh, app }) => {
    await thao.says('/course new', { title });
    await thao.sees(/Đã tạo|tạo/);
    await thao.says('/course session', {
      course: title,
      when: '19:30 25/11',
      length: '2h',
      seats: '5',
    });
    await thao.sees(/Số chỗ[\s\S]*5/);
    for (const one of [linh, minh]) {
      await one.starts();
      await one.says('/signup', { course: title });
      await one.sees(/chỗ \d\/5|seat \d of 5/);
    }
    await thao.says('/certificate issue', { course: title });
    await thao.sees(/Chưa có ai để cấp chứng nhận[\s\S]*chưa ai học xong/);

    app.clock.advance(48 * 3_600_000);
    await thao.says('/certificate issue', { course: title });
    await thao.sees(/2 người đã học xong[\s\S]*2 người được hỏi tên[\s\S]*chưa gửi gì/);
    await thao.presses('Cấp 2 chứng nhận');
    await thao.sees(/Đã cấp 2 chứng nhận/);

    await minh.sees(/You completed “Podcast buổi tối”|Bạn đã học xong/);
    await linh.sees(/Bạn đã học xong “Podcast buổi tối”[\s\S]*Nhập tên/);
    await linh.presses('Nhập tên');
    await linh.fills({ full_name: 'Trần Thị Mỹ Linh', show_name: 'yes' });
    await linh.sees(/Chứng nhận của bạn, ghi tên Trần Thị Mỹ Linh/);
    const file = await linh.receivesFile('podcast-buoi-toi.pdf');
    expect(file).toBeDefined();
    await linh.says('/certificates');
    await linh.sees(/Podcast buổi tối[\s\S]*hoàn thành/);
    const code = codeFor(linh);
    expect(code).toMatch(printed);

    await hanh.says('/verify', { code: code.toLowerCase() });
    await hanh.sees(/certificate is valid[\s\S]*Trần Thị Mỹ Linh/);
    await hanh.says('/verify', { code: 'ACDE-3467-KMNP' });
    await hanh.sees(/no certificate with this code/);

    await thao.says('/certificate revoke', { certificate: code, reason: 'Nhầm người' });
    await thao.sees(/Thu hồi chứng nhận[\s\S]*Nhầm người/);
    await thao.presses('Thu hồi');
    await thao.sees(/Đã thu hồi chứng nhận/);
    await linh.sees(/Chứng nhận bị thu hồi[\s\S]*Nhầm người/);
    await hanh.says('/verify', { code });
    await hanh.sees(/has been revoked[\s\S]*Nhầm người/);
    await thao.says('/certificate list', { course: title });
    await thao.sees(/chưa ghi tên[\s\S]*1 còn hiệu lực, 1 đã thu hồi/);
    await app.restart();
    await linh.says('/certificates');
    await linh.sees(/đã thu hồi: Nhầm người/);
  },
  { incomparableReason, timeout: 90_000 },
);
