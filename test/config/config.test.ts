import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, secretsOf } from '../../src/config/config.ts';

test('uses defaults when nothing is set', () => {
  expect(readConfig({})).toMatchObject({
    DISCORD_API_URL: 'https://discord.com/api',
    TELEGRAM_API_URL: 'https://api.telegram.org',
    HOST: '127.0.0.1',
    PORT: 3000,
    TIME_ZONE: 'Asia/Ho_Chi_Minh',
    ADMINS: [],
  });
});

test('treats an empty value as unset', () => {
  expect(readConfig({ DISCORD_TOKEN: '', PORT: ' ' })).toMatchObject({ PORT: 3000 });
});

test('names an unreadable address like any other invalid value', () => {
  const cut = { DATABASE_URL: 'postgresql://u:s3cret#pw@127.0.0.1/db', LOCALE: 'de' };
  expect(() => readConfig(cut)).toThrow(/DATABASE_URL: expected .*%23[\s\S]*LOCALE/);
  expect(() => readConfig(cut)).not.toThrow(/s3cret/);
});

test('hides a password both raw and percent encoded', () => {
  const secrets = secretsOf({ DATABASE_URL: 'postgresql://u:s3%23%zz@127.0.0.1/db' });
  expect(secrets).toEqual(['s3%23%zz', 's3#%zz']);
  expect(secretsOf({ TELEGRAM_TOKEN: 'token', OPERATOR_TOKEN: 'other' })).toEqual([
    'token',
    'other',
  ]);
});

test('names all invalid values at once, with what was expected', () => {
  const wrong = {
    DISCORD_API_URL: 'ftp://x',
    TELEGRAM_TOKEN: 'nonsense',
    DATABASE_URL: 'mysql://x',
    PORT: 'many',
    TIME_ZONE: 'Mars/Base',
    LOCALE: 'de',
    LOG_LEVEL: 'loud',
    ADMINS: 'discord:abc',
  };
  let problems: readonly string[] = [];
  try {
    readConfig(wrong);
  } catch (error) {
    if (error instanceof ConfigError) problems = error.problems;
  }
  expect(problems.map((line) => line.trim().split(':')[0]).sort()).toEqual(
    Object.keys(wrong).sort(),
  );
  for (const problem of problems) expect(problem).toMatch(/expected \S/);
});

describe('secrets in the configuration', () => {
  test('do not appear in validation errors', () => {
    const secret = 'short-secret';
    expect(() => readConfig({ DISCORD_TOKEN: secret })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  });
});

test('reads admins as a list', () => {
  expect(readConfig({ ADMINS: 'discord:12, telegram:34' }).ADMINS).toEqual([
    'discord:12',
    'telegram:34',
  ]);
});

describe('the webhook setting', () => {
  const problemsOf = (environment: Record<string, string>) => {
    try {
      readConfig({ TELEGRAM_UPDATES: 'webhook', ...environment });
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.problems : [String(error)];
    }
  };
  test('requires a public address', () => {
    const problem =
      '  PUBLIC_URL: expected an address that begins with https://, since TELEGRAM_UPDATES is webhook';
    expect(problemsOf({})).toEqual([problem]);
    expect(problemsOf({ PUBLIC_URL: 'http://example.org' })).toEqual([problem]);
    expect(problemsOf({ PUBLIC_URL: 'https://example.org' })).toEqual([]);
  });
  test('allows plain HTTP for a self-hosted Bot API server', () => {
    const own = { TELEGRAM_API_URL: 'http://localhost:8081', PUBLIC_URL: 'http://localhost:3000' };
    expect(problemsOf(own)).toEqual([]);
  });
});

test('accepts time zones that every engine takes and resolves words that mean one zone', () => {
  const zoneOf = (TIME_ZONE: string) => readConfig({ TIME_ZONE }).TIME_ZONE;
  expect(zoneOf('asia/saigon')).toBe('Asia/Ho_Chi_Minh');
  expect(zoneOf('PST')).toBe('America/Los_Angeles');
  expect(zoneOf('EST')).toBe('America/New_York');
  expect(zoneOf('Etc/UTC')).toBe('UTC');
  expect(() => zoneOf('IST')).toThrow('one IANA time zone: Asia/Kolkata or Asia/Jerusalem');
  for (const text of ['ACT', 'Etc/GMT+7', 'UTC+7', 'SystemV/AST4'])
    expect(() => zoneOf(text)).toThrow('TIME_ZONE: expected an IANA time zone');
});
