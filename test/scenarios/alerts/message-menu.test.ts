import { expect } from 'vitest';
import {
  alertFollowers,
  startOnTelegram,
  stormAlert,
  waitForMessage,
  writeAlert,
} from '../../alerts/alert-steps.ts';
import { scenario } from '../../support/scenario/scenario.ts';

const incomparableReason = 'Telegram has no menu of a message: the command is a reply to it';

scenario(
  'An alert is corrected from its copy in a chat',
  async (scene) => {
    const { quang, announcements } = scene;
    await startOnTelegram(scene);
    await writeAlert(quang, stormAlert);
    await quang.sees(/Bão lớn chiều nay/);
    await quang.presses('Gửi đến 7 nơi');
    for (const place of alertFollowers) await waitForMessage(scene, place, /Bão lớn chiều nay/);

    const chat = quang.in(announcements);
    await chat.usesOn(/Bão lớn chiều nay/, 'Đính chính cảnh báo này', '/alert correct', {
      grade: 'Sai thông tin',
      reason: 'Đài đổi cấp gió',
      text: 'Gió giật cấp 7.',
    });
    // The bot is no administrator of the Telegram group: it answers in the private chat.
    const asked = chat.inPrivate();
    await asked.sees(/Gió giật cấp 7[\s\S]*Đài đổi cấp gió/);
    await asked.presses('Đính chính ở 7 nơi');
    for (const place of alertFollowers) await waitForMessage(scene, place, /cấp 7/);
  },
  { incomparableReason },
);

scenario(
  'An event begins with the words of a message',
  async ({ thao, linh, group, app }) => {
    await thao.starts();
    await linh.in(group).says('Thứ 7 này mình dạy dựng phim, ai rảnh ghé nhé');
    const chat = thao.in(group);
    await chat.usesOn(/dạy dựng phim/, 'Tạo sự kiện từ tin này', '/event new');
    const asked = chat.inPrivate();
    await asked.fills({ title: 'Dựng phim', when: '28/11 19:00' });
    await asked.sees(/Dựng phim/);
    await asked.presses('Đăng');
    await asked.sees(/Đã đăng sự kiện/);
    const event = await app.database.prisma.event.findFirstOrThrow({
      where: { title: 'Dựng phim' },
    });
    expect(event.summary).toBe('Thứ 7 này mình dạy dựng phim, ai rảnh ghé nhé');
  },
  { incomparableReason },
);

scenario(
  'A member suggests an event from a message',
  async ({ linh, minh, group, app }) => {
    await linh.starts();
    await minh.in(group).says('Chủ nhật đi bộ chụp ảnh phố cổ nhé');
    const chat = linh.in(group);
    await chat.usesOn(/chụp ảnh phố cổ/, 'Đề xuất sự kiện từ tin này', '/event suggest');
    const asked = chat.inPrivate();
    await asked.fills({ title: 'Chụp ảnh phố cổ', when: '29/11 7h' });
    await asked.sees(/Cảm ơn bạn/);
    const draft = await app.database.prisma.eventDraft.findFirstOrThrow();
    expect(JSON.stringify(draft.content)).toContain('Chủ nhật đi bộ chụp ảnh phố cổ nhé');
  },
  { incomparableReason },
);

scenario(
  'A correction in English that changes nothing yet asks what should change',
  async (scene) => {
    const { quang, announcements } = scene;
    await startOnTelegram(scene);
    await quang.says('/settings', { language: 'English' });
    await quang.sees(/Your settings/);
    await writeAlert(quang, { ...stormAlert, severity: 'severe' });
    await quang.sees(/Bão lớn chiều nay/);
    await quang.presses('Send to 7 chats');
    for (const place of alertFollowers) await waitForMessage(scene, place, /Bão lớn chiều nay/);
    // Its last change in the private chat would be taken for an answer.
    await quang.sees(/Sent: 7 of 7/);

    const chat = quang.in(announcements);
    await chat.usesOn(/Bão lớn chiều nay/, 'Đính chính cảnh báo này', '/alert correct', {
      grade: 'Factual error',
      reason: 'The station changed it',
    });
    const asked = chat.inPrivate();
    await asked.sees(/Title: what should it say\?/);
    await asked.corrects({ title: '', text: 'Gió giật cấp 7.' });
    await asked.sees(/Gió giật cấp 7[\s\S]*The station changed it/);
  },
  { incomparableReason, timeout: 90_000 },
);
