import { expect, test } from 'vitest';
import { type GrantEvent, traceGrants } from '../../src/context/recent-grants.ts';

const giving = (
  grantedBy: GrantEvent['grantedBy'],
  grantedTo: GrantEvent['grantedTo'],
  role: GrantEvent['role'] = 'moderator',
  isByQueried = false,
): GrantEvent => ({ isByQueried, grantedBy, grantedTo, role });

test('what they gave is theirs, what others gave is not', () => {
  const isGiven = traceGrants([
    giving(['person:author'], 'person:one', 'moderator', true),
    giving(['person:other'], 'person:two'),
  ]);
  expect(isGiven('person:one', 'moderator')).toBe(true);
  expect(isGiven('person:one', 'admin')).toBe(false);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});

test('whom they made an admin gives for them, and so does whom those made one', () => {
  const isGiven = traceGrants([
    giving(['person:author'], 'person:one', 'admin', true),
    giving(['person:one'], 'person:two', 'admin'),
    giving(['person:two'], 'discordRole:three'),
  ]);
  expect(isGiven('discordRole:three', 'moderator')).toBe(true);
});

test('who is an admin by a Discord role that they gave a role to gives for them', () => {
  const isGiven = traceGrants([
    giving(['person:author'], 'discordRole:friends', 'admin', true),
    giving(['person:one', 'discordRole:friends'], 'person:two'),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(true);
});

test('what an admin gave before they were made one anew is their own', () => {
  const isGiven = traceGrants([
    giving(['person:one'], 'person:two'),
    giving(['person:author'], 'person:one', 'admin', true),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});

test('a moderator gives nothing on', () => {
  const isGiven = traceGrants([
    giving(['person:author'], 'person:one', 'moderator', true),
    giving(['person:one'], 'person:two'),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});
