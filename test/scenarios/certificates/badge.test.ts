import { decodeJwt } from 'jose';
import { readBakedPng } from '../../../src/certificates/badge/png.ts';
import type { ScenarioContext } from '../../support/scenario/scenario.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import type { ScenarioUser } from '../../support/scenario/scenario-user.ts';

const title = 'Podcast buổi tối';
const incomparableReason = 'Discord opens a form, Telegram asks';
const environment = { PUBLIC_URL: 'https://bot.example.org' };

/** A course that these people have completed, with certificates for them. */
async function completes({ thao, app }: ScenarioContext, ...people: ScenarioUser[]) {
  await thao.says('/course new', { title });
  await thao.sees(/tạo/);
  await thao.says('/course session', {
    ...{ course: title, when: '19:30 25/11', length: '2h', seats: '5' },
  });
  await thao.sees(/Số chỗ[\s\S]*5/);
  for (const one of people) {
    await one.starts();
    await one.says('/signup', { course: title });
    await one.sees(/chỗ \d\/5|seat \d of 5/);
  }
  app.clock.advance(48 * 3_600_000);
  await thao.says('/certificate issue', { course: title });
  await thao.sees(/đã học xong/);
  await thao.presses(`Cấp ${people.length} chứng nhận`);
  await thao.sees(/Đã cấp/);
}

scenario(
  'Linh gets her badge, Hanh verifies its file, and it is revoked',
  async (context) => {
    const { thao, linh, hanh } = context;
    await completes(context, linh);
    await linh.sees(/Bạn đã học xong[\s\S]*Nhập tên/);
    await linh.presses('Nhập tên');
    await linh.fills({ full_name: 'Trần Thị Mỹ Linh', show_name: 'yes' });
    await linh.sees(/Chứng nhận của bạn, ghi tên Trần Thị Mỹ Linh/);
    await linh.presses('Lấy huy hiệu');
    await linh.sees(/Huy hiệu do .* cấp[\s\S]*có tên bạn[\s\S]*Giữ nguyên tệp/);
    const file = await linh.receivesFile('podcast-buoi-toi.png');
    const token = readBakedPng(file.bytes);
    const code =
      decodeJwt(token ?? '')
        .jti?.split('/')
        .at(-1) ?? '';
    // What its name ends in makes it a photo where it is sent, unless it is sent as a file.
    const asFile = { ...file, contentType: 'application/octet-stream' };

    await hanh.says('/verify', {}, [asFile]);
    await hanh.sees(/certificate is valid[\s\S]*just as it was issued[\s\S]*Trần Thị Mỹ Linh/);
    await thao.says('/certificate revoke', { certificate: code, reason: 'Nhầm người' });
    await thao.sees(/Nhầm người/);
    await thao.presses('Thu hồi');
    await thao.sees(/Đã thu hồi chứng nhận/);
    await hanh.says('/verify', {}, [asFile]);
    await hanh.sees(/has been revoked[\s\S]*Nhầm người/);
  },
  { incomparableReason, environment, timeout: 90_000 },
);

scenario(
  'Minh takes a badge without his name from his list',
  async (context) => {
    const { minh } = context;
    await completes(context, minh);
    await minh.sees(/You completed/);
    await minh.presses('Enter name');
    await minh.fills({ full_name: 'Lê Minh', show_name: 'no' });
    await minh.sees(/in the name of Lê Minh/);
    await minh.says('/certificates');
    await minh.sees(/Podcast buổi tối · completed/);
    await minh.presses('Get badge');
    await minh.sees(/Your badge from[\s\S]*doesn’t show your name[\s\S]*Keep the file as it is/);
  },
  { incomparableReason, environment, timeout: 90_000 },
);
