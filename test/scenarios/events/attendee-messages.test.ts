import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Gặp gỡ người làm phim';
const moments = 'Discord shows the time by the reader’s own clock';

scenario(
  'An organiser writes to those who are going, sees how many get it, and each reads it in private',
  async ({ thao, linh, minh, app }) => {
    await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế' });
    await thao.sees(/Bản nháp/, moments);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/, moments);
    await linh.says('/start');
    await linh.sees(/./);
    await linh.says('/event show', { event: title });
    await linh.sees(title, moments);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia[\s\S]*1/, moments);
    await minh.says('/start');
    await minh.sees(/./);
    await minh.says('/event show', { event: title });
    await minh.sees(title, moments);
    await minh.presses('Maybe');
    await minh.sees(/1 maybe/, moments);

    const words = 'Nhớ mang theo *áo mưa* <3';
    await thao.says('/event message', { event: title, to: 'tham gia', text: words });
    await thao.sees(/Gửi riêng tin này\?[\s\S]*1 người nhận được/, moments);
    await thao.presses('Không gửi');
    await thao.sees(/Chưa gửi gì/);

    await thao.says('/event message', { event: title, to: 'tham gia', text: words });
    await thao.sees(/1 người nhận được/, moments);
    await thao.presses('Gửi cho 1 người');
    await thao.sees(/Đang gửi cho 1 người[\s\S]*1\/1/);
    const read = readableText(
      await linh.sees(/Về “Gặp gỡ người làm phim”[\s\S]*Ban tổ chức/, moments),
    );
    expect(read).toContain(words);
    expect(minh.messages().map(readableText).join()).not.toContain('áo mưa');

    await thao.says('/event message', { event: title, to: 'tham gia và chưa chắc', text: words });
    await thao.sees(/2 người nhận được/, moments);
    await thao.presses('Gửi cho 2 người');
    await thao.seesNotice(/Thử lại sau/);
    expect(await app.database.prisma.auditEntry.count({ where: { action: 'event.message' } })).toBe(
      1,
    );
    app.clock.advance(61_000);
    await thao.presses('Gửi cho 2 người');
    await thao.sees(/Đang gửi cho 2 người/);
    await minh.sees(
      /About “Gặp gỡ người làm phim”[\s\S]*áo mưa[\s\S]*From the organisers/,
      moments,
    );
    await minh.presses('Details');
    await minh.sees(/Number going|Going/, moments);
    expect(await app.database.prisma.auditEntry.count({ where: { action: 'event.message' } })).toBe(
      2,
    );
  },
);

scenario('Who is no organiser writes to nobody', async ({ linh }) => {
  await linh.says('/event message', {
    event: 'Liên hoan Phim Thành phố Hồ Chí Minh',
    to: 'tham gia',
    text: 'Mua vé ở đây',
  });
  await linh.sees(/ban tổ chức/i);
});
