import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

scenario(
  'The two-person rule is switched on where it is explained, with the remaining choices',
  async ({ hanh, app }) => {
    const { prisma } = app.database;
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    await hanh.says('/alert rules');
    const off = readableText(await hanh.sees(/Two-person approval is off/));
    expect(off).not.toContain('Turn it on with');
    expect(off).toContain('What this can’t prevent');
    await hanh.presses('Turn on');
    await hanh.sees(/Two-person approval is now on/);
    expect(await prisma.community.count({ where: { requiresApproval: true } })).toBe(1);
  },
  { only: { platform: 'discord', because: 'the same is played below on the other' } },
);

scenario(
  'The two-person rule is switched on in Vietnamese below its explanation',
  async ({ hanh, app }) => {
    const { prisma } = app.database;
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    await hanh.presses('Tiếng Việt');
    await hanh.sees(/Đây là Callboard/);
    await hanh.says('/alert rules');
    await hanh.sees(/Đang tắt duyệt hai người[\s\S]*Quy định này không ngăn được/);
    await hanh.presses('Bật duyệt hai người');
    await hanh.sees(/✅.*Đã bật duyệt hai người[\s\S]*(chưa ai duyệt được|được duyệt)/i);
    expect(await prisma.community.count({ where: { requiresApproval: true } })).toBe(1);
  },
);

scenario(
  'An approver without a deciding role is given the role first and then listed',
  async ({ hanh, linh, group, app }) => {
    const { prisma } = app.database;
    await linh.in(group).says('/start');
    await linh.in(group).sees(/Callboard/);
    await hanh.in(group).says('/start');
    await hanh.in(group).sees(/Callboard/);
    const at = hanh.in(group);
    await at.says('/alert approvers', { who: linh.mention });
    const asked = await at.sees(/they aren’t a moderator/);
    expect(asked.buttons.flat().map(({ label }) => label)).not.toContain('Add approver');
    await at.presses('Make moderator');
    await at.sees(/Let Linh Trần/);
    await at.presses('Add approver');
    await at.sees(/Linh Trần.* can approve alerts now/);
    expect(await prisma.approver.count()).toBe(1);
  },
  {
    incomparableReason:
      'people are chosen from the server’s list on Discord, named by @name on Telegram',
  },
);
