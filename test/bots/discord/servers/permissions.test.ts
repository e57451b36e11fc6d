import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  channelPermissions,
  serverPermissions,
} from '../../../../bots/discord/servers/permissions.ts';
import {
  computePermissions,
  permission,
} from '../../../../playground/discord/state/permissions.ts';

const bits = fc
  .subarray(Object.values(permission).filter((bit) => bit !== permission.administrator))
  .map((some) => some.reduce((all, bit) => all | bit, 0n));
const ids = ['1', '2', '3', '4'] as const;
const everyoneId = '1';
const userId = '9';
const overwrites = fc.array(
  fc.record({
    id: fc.constantFrom(...ids, userId, '8'),
    type: fc.constantFrom(0 as const, 1 as const),
    allow: bits,
    deny: bits,
  }),
  { maxLength: 6 },
);

test('grants what the local Discord grants, whatever the roles and overwrites are', () => {
  fc.assert(
    fc.property(
      fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), permissions: bits }))),
      fc.subarray([...ids].slice(1)),
      overwrites,
      (roles, roleIds, given) => {
        const server = {
          ...{ id: everyoneId, name: '', ownerId: '7', memberCount: 1, channels: [] },
          roles: roles.map((role) => ({
            ...role,
            name: role.id,
            permissions: String(role.permissions),
          })),
        };
        const channel = {
          ...{ id: '20', name: '', type: 0 },
          overwrites: given.map((one) => ({
            ...one,
            allow: String(one.allow),
            deny: String(one.deny),
          })),
        };
        const subject = {
          ...{ userId, everyoneId, isOwner: false },
          roles: roles.filter(({ id }) => id === everyoneId || roleIds.includes(id)),
        };
        expect(channelPermissions(server, channel, { id: userId, roleIds })).toBe(
          computePermissions(subject, given),
        );
      },
    ),
  );
});

test('gives everything to the owner and to administrators, whatever a channel denies', () => {
  const server = {
    ...{ id: '1', name: '', ownerId: '7', memberCount: 1, channels: [] },
    roles: [
      { id: '1', name: '@everyone', permissions: '0' },
      { id: '2', name: 'Admin', permissions: String(permission.administrator) },
    ],
  };
  const closed = { id: '1', type: 0 as const, allow: '0', deny: String(permission.viewChannel) };
  const channel = { id: '20', name: '', type: 0, overwrites: [closed] };
  const canView = (member: { id: string; roleIds: string[] }) =>
    (channelPermissions(server, channel, member) & permission.viewChannel) !== 0n;
  expect(canView({ id: '7', roleIds: [] })).toBe(true);
  expect(canView({ id: '8', roleIds: ['2'] })).toBe(true);
  expect(canView({ id: '8', roleIds: [] })).toBe(false);
  expect(serverPermissions(server, { id: '8', roleIds: [] })).toBe(0n);
});
