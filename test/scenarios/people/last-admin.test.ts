import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const codeIn = (text: string): string => /\b[A-HJ-NP-Z2-9]{8}\b/.exec(text)?.[0] ?? '';

/** Makes the account with this name the only admin, by a grant: the platforms name none. */
async function onlyAdmin({ app, platform }: ScenarioContext, name: string): Promise<void> {
  const { prisma } = app.database;
  const { id } = await prisma.account.findFirstOrThrow({ where: { platform, name } });
  const account = await prisma.account.update({ where: { id }, data: { linkedAt: new Date(0) } });
  await prisma.roleGrant.deleteMany({ where: { role: 'admin' } });
  await prisma.connection.updateMany({ data: { founding: false } });
  const [community] = await prisma.community.findMany();
  await prisma.roleGrant.create({
    data: {
      ...{ communityId: community?.id ?? '', role: 'admin', personId: account.personId },
      grantedAt: new Date('2026-11-24T02:00:00Z'),
    },
  });
}

const differences = {
  'each code is a new one': (text: string) => text.replace(/\b[A-HJ-NP-Z2-9]{8}\b/g, 'CODE'),
  'each names the other platform, and how people are called there': (text: string) =>
    text.replace(/Discord|Telegram/g, 'PLATFORM').replace(/@\w+\.?\w*/g, '@name'),
  'somebody who never wrote there has no private chat there yet': (text: string) =>
    text.replace(/[•-] \d mục theo dõi trong chat riêng\n/, ''),
};

scenario(
  'The last admin is warned before their data is deleted, and may proceed',
  async (scene) => {
    const { linh, platform, app } = scene;
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    await onlyAdmin(scene, 'Linh Trần');
    await linh.says('/privacy delete');
    await linh.sees(/tạo sẽ không còn quản trị viên/);
    await linh.presses('Xóa tất cả');
    await linh.sees(/tạo sẽ không còn quản trị viên/);
    await linh.presses('Giữ nguyên');
    await linh.sees(/Không có gì thay đổi/);
    await linh.says('/privacy delete');
    await linh.sees(/tạo sẽ không còn quản trị viên/);
    await linh.presses('Xóa tất cả');
    await linh.sees(/tạo sẽ không còn quản trị viên/);
    await linh.presses('Vẫn xóa');
    await linh.sees(/Đã xóa:[\s\S]*Linh Trần/);
    const where = { platform, name: 'Linh Trần' };
    expect(await app.database.prisma.account.count({ where })).toBe(0);
  },
  { differences },
);

scenario(
  'The last admin can link only in the direction that keeps the role',
  async (scene) => {
    const { hanh, onOtherPlatform } = scene;
    const other = onOtherPlatform('hanh');
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    await other.says('/start');
    await other.sees(/I’m Callboard/);
    await onlyAdmin(scene, 'Hạnh Đỗ');
    await other.says('/link');
    const code = codeIn(readableText(await other.sees(/Your code/)));
    await hanh.says('/link', { code });
    await hanh.sees(/would be left without an admin: linking takes that role/);
    await hanh.says('/link');
    const back = codeIn(readableText(await hanh.sees(/Your code/)));
    await other.says('/link', { code: back });
    await other.sees(/Now confirm on/);
    await hanh.sees(/typed your code/);
    await hanh.presses('Yes, that’s me');
    await hanh.sees(/accounts are linked/);
    // The role counts on this account alone, so it is the other one that may leave.
    await hanh.says('/unlink');
    await hanh.sees(/would be left without an admin: unlinking takes that role/);
    await other.says('/unlink');
    await other.sees(/Unlink this account from/);
    await other.presses('Unlink');
    await other.sees(/^.*Unlinked/);
  },
  { differences },
);

scenario(
  'The last admin appoints another with one press before deleting their data',
  async (scene) => {
    const { hanh, minh, group } = scene;
    await minh.in(group).says('/start');
    await minh.in(group).sees(/Callboard/);
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    await onlyAdmin(scene, 'Hạnh Đỗ');
    await hanh.says('/privacy delete');
    await hanh.sees(/would be left without an admin/);
    await hanh.presses('Name an admin');
    await hanh.sees(/Who/);
    await hanh.corrects({ who: minh.mention });
    await hanh.sees(/Minh Phạm.* now has the role/);
    await hanh.says('/privacy delete');
    expect(readableText(await hanh.sees(/Delete your data/))).not.toContain('without an admin');
  },
  {
    incomparableReason:
      'what is missing is asked for on Telegram, and written into a form on Discord',
  },
);
