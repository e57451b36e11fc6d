import { expect, test } from 'vitest';
import { type GrantEvent, traceGrants } from '../../../src/context/roles/recent-grants.ts';

const giving = (
  grantedBy: GrantEvent['grantedBy'],
  grantedTo: GrantEvent['grantedTo'],
  role: GrantEvent['role'] = 'moderator',
  isByQueried = false,
): GrantEvent => ({ isByQueried, grantedBy, grantedTo, role });

test('counts what they granted and not what others granted', () => {
  const isGiven = traceGrants([
    giving(['person:author'], 'person:one', 'moderator', true),
    giving(['person:other'], 'person:two'),
  ]);
  expect(isGiven('person:one', 'moderator')).toBe(true);
  expect(isGiven('person:one', 'admin')).toBe(false);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});

test('counts grants by people whom they made admins, transitively', () => {
  const isGiven = traceGrants([
    giving(['person:author'], 'person:one', 'admin', true),
    giving(['person:one'], 'person:two', 'admin'),
    giving(['person:two'], 'discordRole:three'),
  ]);
  expect(isGiven('discordRole:three', 'moderator')).toBe(true);
});

test('counts grants by someone who is admin through a Discord role that they granted', () => {
  const isGiven = traceGrants([
    giving(['person:author'], 'discordRole:friends', 'admin', true),
    giving(['person:one', 'discordRole:friends'], 'person:two'),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(true);
});

test('counts what an admin granted before being made admin again as their own', () => {
  const isGiven = traceGrants([
    giving(['person:one'], 'person:two'),
    giving(['person:author'], 'person:one', 'admin', true),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});

test('does not count grants by a moderator', () => {
  const isGiven = traceGrants([
    giving(['person:author'], 'person:one', 'moderator', true),
    giving(['person:one'], 'person:two'),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});
