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
  async ({ linh, hanh, group, app }) => {
    const admin = hanh.in(group);
    await linh.starts();
    await admin.says('/role grant', { who: linh.mention, role: 'moderator' });
    await admin.sees(/now has/);
    const { text, ...rest } = alert;
    await linh.says('/alert send', rest);
    await linh.isAsked();
    await admin.says('/role revoke', { who: linh.mention, role: 'moderator' });
    await admin.sees(/no longer has/);
    await linh.fills({ text });
    await linh.sees(/Chỉ người có vai trò “kiểm duyệt viên”/);
    expect(await app.database.prisma.alertVersion.count({ where: { title: alert.title } })).toBe(0);
  },
  { incomparableReason: 'Discord asks in a form, Telegram step by step' },
);

scenario(
  'A person without an @name is chosen before a role is revoked',
  async ({ quang, hanh, group, app }) => {
    const grants = () => app.database.prisma.roleGrant.count({ where: { role: 'moderator' } });
    const before = await grants();
    const admin = hanh.in(group);
    await admin.says('/role revoke', { who: quang.mention, role: 'moderator' });
    await admin.sees(/Anyone can use the name/);
    await admin.presses('Quang Lê');
    await admin.sees(/no longer has/);
    expect(await grants()).toBe(before - 1);
  },
  { only: { platform: 'telegram', because: 'everybody has an @name on Discord' } },
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
    // No prompt is open here, and a name is no question of ours.
    await thao.sees(/chưa hiểu/);
    expect(await app.database.prisma.roleGrant.count({ where: { role: 'admin' } })).toBe(1);
  },
  { only: { platform: 'telegram', because: 'Discord asks for required options itself' } },
);

const refused = { title: 'x', when: 'ngày mai', source: 'https://example.org' };

scenario(
  'A command is shown as Discord’s client lists it',
  async ({ linh }) => {
    await linh.says('/event new', refused);
    const answer = await linh.sees(/Chỉ người có vai trò “ban tổ chức”/);
    expect(readableText(answer)).toContain('/role grant');
  },
  { only: { platform: 'discord', because: 'its client knows the command in this way alone' } },
);

scenario(
  'A command is shown as it is typed in one word and read in either spelling',
  async ({ linh }) => {
    await linh.says('/event new', refused);
    const answer = await linh.sees(/Chỉ người có vai trò “ban tổ chức”/);
    expect(readableText(answer)).toContain('/ganvaitro');
    await linh.says('/event  show', { event: 'liên hoan phim' });
    await linh.sees(/Gõ một trong các lệnh này:.*\/event_show/);
    await linh.says('/privacy@callboard_bot show');
    await linh.sees(/\/taidulieu/);
  },
  {
    only: {
      platform: 'telegram',
      because: 'Discord’s client knows no command that is typed in another way',
    },
  },
);
