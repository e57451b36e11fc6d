import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Gặp gỡ người làm phim';
const moments = 'Discord shows the time by the reader’s own clock';

scenario(
  'Linh is named on the card where organisers and she want it, and until one of them does not',
  async ({ thao, linh, minh, group }) => {
    await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế' });
    await thao.sees(/Bản nháp/, moments);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/, moments);
    const here = linh.in(group);
    await here.says('/event show', { event: title });
    const plain = await here.sees(title, moments);
    expect(plain.buttons.flat().map(({ label }) => label)).not.toContain('Hiện hoặc ẩn tên tôi');

    await thao.says('/event settings');
    await thao.sees(/không hiện tên ai/);
    await thao.presses('Bật hiện tên');
    await thao.sees(/ai muốn mới hiện/);
    await here.says('/event show', { event: title });
    await here.sees(title, moments);
    await here.presses('Hiện hoặc ẩn tên tôi');
    await here.seesPrivately(/Bấm Tham gia trước/);
    await here.presses('Tham gia');
    const answered = await here.sees(/Số người tham gia[\s\S]*1/, moments);
    expect(readableText(answered)).not.toContain('Trong đó có');
    await here.presses('Hiện hoặc ẩn tên tôi');
    await here.seesPrivately(/Tên bạn đang hiện/);
    await here.sees(/Trong đó có[\s\S]*Linh/, moments);
    await minh.in(group).presses('Tham gia');
    const both = readableText(await here.sees(/Số người tham gia[\s\S]*2/, moments));
    expect(both).toMatch(/Trong đó có[\s\S]*Linh/);
    expect(both).not.toMatch(/Trong đó có[\s\S]*Minh/);

    await here.presses('Hiện hoặc ẩn tên tôi');
    await here.seesPrivately(/Tên bạn không hiện/);
    await here.presses('Hiện hoặc ẩn tên tôi');
    await here.seesPrivately(/Tên bạn đang hiện/);
    await thao.presses('Tắt hiện tên');
    await thao.sees(/không hiện tên ai/);
    await here.says('/event show', { event: title });
    expect(readableText(await here.sees(title, moments))).not.toContain('Trong đó có');
  },
  { incomparableReason: 'private answers are pop-ups or messages of their own' },
);
