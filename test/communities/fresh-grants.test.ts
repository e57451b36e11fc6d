import { expect, test } from 'vitest';
import { type Giving, givenBy } from '../../src/communities/fresh-grants.ts';

const giving = (
  giver: Giving['giver'],
  to: Giving['to'],
  role: Giving['role'] = 'moderator',
  isTheirs = false,
): Giving => ({ isTheirs, giver, to, role });

test('what they gave is theirs, what others gave is not', () => {
  const isGiven = givenBy([
    giving(['person:author'], 'person:one', 'moderator', true),
    giving(['person:other'], 'person:two'),
  ]);
  expect(isGiven('person:one', 'moderator')).toBe(true);
  expect(isGiven('person:one', 'admin')).toBe(false);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});

test('whom they made an admin gives for them, and so does whom those made one', () => {
  const isGiven = givenBy([
    giving(['person:author'], 'person:one', 'admin', true),
    giving(['person:one'], 'person:two', 'admin'),
    giving(['person:two'], 'discordRole:three'),
  ]);
  expect(isGiven('discordRole:three', 'moderator')).toBe(true);
});

test('who is an admin by a Discord role that they gave a role to gives for them', () => {
  const isGiven = givenBy([
    giving(['person:author'], 'discordRole:friends', 'admin', true),
    giving(['person:one', 'discordRole:friends'], 'person:two'),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(true);
});

test('what an admin gave before they were made one anew is their own', () => {
  const isGiven = givenBy([
    giving(['person:one'], 'person:two'),
    giving(['person:author'], 'person:one', 'admin', true),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});

test('a moderator gives nothing on', () => {
  const isGiven = givenBy([
    giving(['person:author'], 'person:one', 'moderator', true),
    giving(['person:one'], 'person:two'),
  ]);
  expect(isGiven('person:two', 'moderator')).toBe(false);
});
