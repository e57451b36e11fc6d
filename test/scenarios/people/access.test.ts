import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { switchToOwnCommunity } from '../../support/scenario/second-community.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const alert = {
  severity: 'severe',
  title: 'Trang giả mạo',
  text: 'Đừng đăng nhập ở đó.',
  source: 'https://example.org/canh-bao',
};

scenario(
  'When a role is revoked, what was begun with it ends',
  async ({ quang, hanh, group, platform, app }) => {
    // On Discord a form asks for the text, on Telegram a question does.
    await quang.says('/alert send', {
      severity: alert.severity,
      title: alert.title,
      source: alert.source,
    });
    if (platform === 'telegram') await quang.sees(/Chuyện gì xảy ra/);
    else await expect.poll(() => quang.form()).toBeDefined();
    const admin = hanh.in(group);
    const who = platform === 'discord' ? '@quangle' : 'Quang Lê';
    await admin.says('/role revoke', { who, role: 'moderator' });
    if (platform === 'telegram') {
      await admin.sees(/Anyone can use the name/);
      await admin.presses('Quang Lê');
    }
    await admin.sees(/no longer has/);
    if (platform === 'telegram') await quang.says(alert.text);
    else await quang.fills({ text: alert.text });
    await quang.sees(/Chỉ người có vai trò “kiểm duyệt viên”/);
    expect(await app.database.prisma.alertVersion.count({ where: { title: alert.title } })).toBe(0);
  },
  { incomparableReason: 'Discord asks in a form, Telegram step by step' },
);

scenario(
  'A prompt that an admin of one community began is not answered in another',
  async ({ thao, app }) => {
    await switchToOwnCommunity(thao);
    await thao.says('/role_grant');
    await thao.sees(/Gán cho ai/);
    await thao.presses('Mạng lưới Nhà sáng tạo');
    await thao.sees(/bot của Mạng lưới/);
    await thao.says('@thaonguyen');
    // No prompt is open here, so the answer is the help.
    await thao.sees(/\/huydangky/);
    expect(await app.database.prisma.roleGrant.count({ where: { role: 'admin' } })).toBe(1);
  },
  { only: { platform: 'telegram', because: 'Discord asks for required options itself' } },
);

scenario(
  'A command is shown as it is typed on the platform and read in either spelling',
  async ({ linh, platform }) => {
    await linh.says('/event new', { title: 'x', when: 'ngày mai', source: 'https://example.org' });
    const answer = await linh.sees(/Chỉ người có vai trò “ban tổ chức”/);
    expect(readableText(answer)).toContain(platform === 'discord' ? '/role grant' : '/ganvaitro');
    if (platform === 'discord') return;
    await linh.says('/event  show', { event: 'liên hoan phim' });
    await linh.sees(/Gõ một trong các lệnh này:.*\/event_show/);
    await linh.says('/privacy@callboard_bot show');
    await linh.sees(/\/taidulieu/);
  },
  { incomparableReason: 'Discord’s client knows no command that is typed in another way' },
);
