import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

/** Everyone who has a role on Telegram by a grant, as `name role`. */
async function granted({ app }: Pick<ScenarioContext, 'app'>, role: 'moderator' | 'admin') {
  const grants = await app.database.prisma.roleGrant.findMany({
    where: { role, person: { accounts: { some: { platform: 'telegram' } } } },
    include: { person: { include: { accounts: true } } },
  });
  return grants.flatMap(({ person }) => person?.accounts.map(({ name }) => name) ?? []).sort();
}

scenario(
  'A role goes to the named person, and to the replied-to person only when nobody is named',
  async (scene) => {
    const { hanh, minh, group, app } = scene;
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    await minh.in(group).says('/start');
    const { id: answer } = await minh.in(group).sees(/Đây là Callboard|I’m Callboard/);
    const [place] = app.drivers.telegram.places('hanh').filter(({ name }) => name === group);
    const where = place?.key ?? '';
    const minhs = app.drivers.telegram
      .messages('hanh', where)
      .findLast(({ from }) => from.name === 'Minh Phạm')?.id;
    const reply = async (text: string, replyTo: string | undefined) => {
      await hanh.says('/role_list');
      await hanh.sees(/Roles in/);
      await app.drivers.telegram.sendMessage(
        'hanh',
        where,
        text,
        replyTo === undefined ? {} : { replyTo },
      );
    };

    await reply('/role_grant @linhtran moderator', minhs);
    await hanh.sees(/Linh Trần.* now has the role/);
    expect(await granted(scene, 'moderator')).toEqual(['Linh Trần', 'Quang Lê']);

    await reply('/role_grant moderator', minhs);
    await hanh.sees(/Minh Phạm.* now has the role/);
    await reply('/role_revoke moderator', minhs);
    await hanh.sees(/Minh Phạm.* no longer/);
    await reply('/role_grant @thaonguyen moderator', minhs);
    await hanh.sees(/Thảo Nguyễn.* now has the role/);
    expect(await granted(scene, 'moderator')).toEqual(['Linh Trần', 'Quang Lê', 'Thảo Nguyễn']);

    // A bot cannot have a role.
    await reply('/role_grant moderator', answer);
    await hanh.in(group).sees(/asked you/);
    expect(await granted(scene, 'moderator')).toHaveLength(3);
  },
  { only: { platform: 'telegram', because: 'people are named by a reply' } },
);

scenario(
  'An ambiguous name of several words is asked about before the following role',
  async (scene) => {
    const { hanh, linh, group } = scene;
    await linh.in(group).says('/start');
    await linh.in(group).sees(/Callboard/);
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    await hanh.says('/role_grant Linh Trần moderator');
    const { buttons } = await hanh.sees(/Anyone can use/);
    const labels = buttons.flat().map(({ label }) => label);
    expect(labels, 'one button for each person').toEqual([...new Set(labels)]);
    const [offered] = buttons.flat().filter(({ label }) => label.startsWith('Linh Trần'));
    await hanh.presses(offered?.label ?? '');
    await hanh.sees(/Linh Trần.* now has the role “moderator”/);
    expect(await granted(scene, 'moderator')).toContain('Linh Trần');
  },
  {
    only: {
      platform: 'telegram',
      because: 'on Discord people are chosen from the server’s own list',
    },
  },
);

scenario(
  'Nobody gets a role by taking the name of somebody else',
  async (scene) => {
    const { hanh, app } = scene;
    const { prisma } = app.database;
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    // Minh calls himself like Quang, and part of his @name is a word of its own.
    await prisma.account.updateMany({
      where: { platform: 'telegram', username: 'minhpham' },
      data: { name: 'Quang Lê' },
    });
    const before = await granted(scene, 'admin');
    await hanh.says('/role_grant @min admin');
    await hanh.sees(/can’t find “@min”/);
    await hanh.presses('Cancel');
    await hanh.sees(/Cancelled/);
    await hanh.says('/role_grant @minhp_am admin');
    await hanh.sees(/can’t find “@minhp_am”/);
    await hanh.presses('Cancel');
    await hanh.sees(/Cancelled/);
    await hanh.says('/role_grant "Quang Lê" admin');
    const { buttons } = await hanh.sees(/Anyone can use/);
    expect(buttons.flat().map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Quang Lê', 'Quang Lê (@minhpham)']),
    );
    expect(await granted(scene, 'admin')).toEqual(before);
    await hanh.presses('Quang Lê');
    await hanh.sees(/Quang Lê now has the role/);
    await hanh.says('/role_grant @MinhPham editor');
    await hanh.sees(/Quang Lê \(@minhpham\) now has the role/);
  },
  {
    only: {
      platform: 'telegram',
      because: 'on Discord people are chosen from the server’s own list',
    },
  },
);
