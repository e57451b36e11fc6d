import { expect, test } from 'vitest';
import { mayInvalidate } from '../../../src/database/cache/read-your-writes.ts';

test.each([
  ['UPDATE "public"."Event" SET "title" = $1', true],
  ['INSERT INTO "public"."Membership" ("personId") VALUES ($1)', true],
  ['WITH x AS (DELETE FROM "Chat") SELECT 1', true],
  ['TRUNCATE "Alert", "Account" CASCADE', true],
  ['SELECT "public"."Event"."id" FROM "public"."Event"', false],
  ['UPDATE "public"."Delivery" SET "state" = $1', false],
  ['UPDATE "public"."Publication" SET "eventId" = $1', false],
  ['COMMIT', false],
])('%s: may change what is cached: %j', (sql, expected) => {
  expect(mayInvalidate(sql)).toBe(expected);
});
