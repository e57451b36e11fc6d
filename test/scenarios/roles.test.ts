import { expect } from 'vitest';
import { type Scene, scenario } from '../support/scenario.ts';

/** Everyone who has a role on Telegram by a grant, as `name role`. */
async function granted({ house }: Pick<Scene, 'house'>, role: 'moderator' | 'admin') {
  const grants = await house.database.prisma.roleGrant.findMany({
    where: { role, person: { accounts: { some: { platform: 'telegram' } } } },
    include: { person: { include: { accounts: true } } },
  });
  return grants.flatMap(({ person }) => person?.accounts.map(({ name }) => name) ?? []).sort();
}

scenario(
  'A role goes to the one who is named, and to the one replied to only where nobody is',
  async (scene) => {
    const { hanh, minh, group, platform, house } = scene;
    if (platform === 'discord') return;
    await hanh.says('/start');
    await hanh.sees(/Hello/);
    await minh.in(group).says('/start');
    const { id: answer } = await minh.in(group).sees(/Hello|Xin chào/);
    const [place] = house.stages.telegram.places('hanh').filter(({ name }) => name === group);
    const where = place?.key ?? '';
    const minhs = house.stages.telegram
      .seen('hanh', where)
      .findLast(({ from }) => from.name === 'Minh Phạm')?.id;
    const reply = async (text: string, replyTo: string | undefined) => {
      await hanh.says('/role_list');
      await hanh.sees(/Roles in/);
      await house.stages.telegram.say(
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
    await reply('/role_grant Thảo moderator', minhs);
    await hanh.sees(/Thảo Nguyễn.* now has the role/);
    expect(await granted(scene, 'moderator')).toEqual(['Linh Trần', 'Quang Lê', 'Thảo Nguyễn']);

    // A bot is nobody who could have a role.
    await reply('/role_grant moderator', answer);
    await hanh.in(group).sees(/nobody|who/i);
    expect(await granted(scene, 'moderator')).toHaveLength(3);
  },
  { incomparable: 'on Telegram alone people are named by a reply' },
);
