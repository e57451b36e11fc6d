import { sampleWorld } from '../../playground/sample-world.ts';
import type { Prisma } from '../../src/database/generated/client.ts';
import type { Platform } from '../../src/database/generated/enums.ts';

type Transaction = Prisma.TransactionClient;

/** Members with signups and RSVPs who are not characters of the playground. */
const otherMembers = [
  'Khánh Vũ',
  'Mai Hoàng',
  'Tuấn Bùi',
  'Ngọc Phan',
  'Dương Hồ',
  'Yến Lý',
  'Phúc Đinh',
] as const;

export interface SamplePerson {
  personId: string;
  accountId: string;
}

export interface SamplePeople {
  /** A character of the playground on one platform: their accounts are not linked. */
  of(key: string, platform: Platform): SamplePerson;
  /** Ids of further members. */
  others: string[];
}

interface NewAccount {
  platform: Platform;
  platformId: string;
  name: string;
  username: string | null;
  locale: string;
}

async function addAccount(
  tx: Transaction,
  communityId: string,
  account: NewAccount,
): Promise<SamplePerson> {
  const { id, personId } = await tx.account.create({
    data: {
      ...account,
      person: { create: { memberships: { create: { communityId } } } },
    },
  });
  return { personId, accountId: id };
}

/** Adds the members of the community; each account has a separate person. */
export async function addPeople(tx: Transaction, communityId: string): Promise<SamplePeople> {
  const known = new Map<string, SamplePerson>();
  for (const { key, name, locale, discord, telegram } of sampleWorld.actors) {
    const accounts: NewAccount[] = [
      { platform: 'discord', platformId: discord.id, name, username: discord.username, locale },
      {
        platform: 'telegram',
        platformId: String(telegram.id),
        name,
        username: telegram.username ?? null,
        locale,
      },
    ];
    for (const account of accounts) {
      known.set(`${account.platform}:${key}`, await addAccount(tx, communityId, account));
    }
  }
  const added: string[] = [];
  for (const [index, name] of otherMembers.entries()) {
    const account: NewAccount = {
      platform: index % 2 === 0 ? 'telegram' : 'discord',
      platformId: index % 2 === 0 ? String(500_901 + index) : `11000000000000009${10 + index}`,
      name,
      username: null,
      locale: 'vi',
    };
    added.push((await addAccount(tx, communityId, account)).personId);
  }
  return {
    of(key, platform) {
      const person = known.get(`${platform}:${key}`);
      if (!person) throw new Error(`The sample knows nobody called ${key} on ${platform}`);
      return person;
    },
    others: added,
  };
}

/** Thảo manages events, courses and briefings, Quang alerts; Hạnh founded the Discord server and needs no grant there. */
const roles = [
  { key: 'thao', platform: 'discord', roles: ['organiser', 'editor'] },
  { key: 'thao', platform: 'telegram', roles: ['organiser', 'editor'] },
  { key: 'quang', platform: 'discord', roles: ['moderator'] },
  { key: 'quang', platform: 'telegram', roles: ['moderator'] },
  { key: 'hanh', platform: 'telegram', roles: ['admin'] },
] as const;

export async function grantRoles(
  tx: Transaction,
  communityId: string,
  people: SamplePeople,
): Promise<void> {
  await tx.roleGrant.createMany({
    data: roles.flatMap(({ key, platform, roles: granted }) =>
      granted.map((role) => ({ communityId, role, personId: people.of(key, platform).personId })),
    ),
  });
}
