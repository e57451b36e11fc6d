import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError, readConfig, settingsSchema } from '../../src/config/config.ts';
import { parseEnvFile } from '../../src/config/env-file.ts';
import { loadEnvironment } from '../../src/config/environment.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'callboard-environment-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = Object.keys(settingsSchema.shape);
const text = 'DISCORD_TOKEN=abc\r\n# tiếng Việt\r\nPORT=4000\r\n';
const utf16 = (value: string) => Buffer.from(value, 'utf16le');
const keep = (content: string | Uint8Array, name = '.env') =>
  writeFileSync(path.join(folder, name), content);
const load = (environment: Record<string, string> = {}) => loadEnvironment(folder, environment);

describe('reading a settings file as editors write it', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', utf16(text)],
    ['UTF-16 with a mark', utf16(`\ufeff${text}`)],
    ['UTF-16 the other way round', utf16(`\ufeff${text}`).swap16()],
    ['UTF-16 the other way round without a mark', utf16(text).swap16()],
    ['lines that end as on old systems', Buffer.from(text.replaceAll('\r\n', '\r'))],
    [
      'spaces that do not break',
      Buffer.from('\u00a0DISCORD_TOKEN\u00a0=\u00a0abc\nPORT=4000\u200b'),
    ],
    ['export and quotation marks', Buffer.from('export DISCORD_TOKEN="abc"\nPORT=\'4000\'')],
  ])('%s', (_name, bytes) => {
    keep(bytes);
    expect(load()).toEqual({ environment: { DISCORD_TOKEN: 'abc', PORT: '4000' }, warnings: [] });
  });

  test('rejects text that is not Unicode with a sentence', () => {
    keep(Buffer.concat([Buffer.from('DISCORD_TOKEN=abc\n# '), Buffer.from([0xf0, 0xea])]));
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/\.env: it is not in UTF-8/);
  });
});

describe('a line that sets nothing', () => {
  test.each([
    [
      'DISCORD_TOKN=secret',
      /line 1: DISCORD_TOKN isn’t a Callboard setting.*did you mean DISCORD_TOKEN\?/,
    ],
    ['discord_token=secret', /did you mean DISCORD_TOKEN\?/],
    ['export TELEGRAM-TOKEN=secret', /TELEGRAM-TOKEN isn’t a Callboard setting.*TELEGRAM_TOKEN\?/],
    ['TELEGRAM_BOT_TOKEN=secret', /did you mean TELEGRAM_TOKEN\?/],
    ['DATABSE_ULR=secret', /did you mean DATABASE_URL\?/],
    ['POSTGRES_PASSWORD=secret', /POSTGRES_PASSWORD isn’t a Callboard setting$/],
    ['just words here', /line 1: gives nothing/],
    ['PORT=4000\nPORT=5000', /line 2: PORT is set again/],
    ['OPERATOR_TOKEN=secret#secret', /ends before #/],
    ['DISCORD_TOKEN=“secret”', /typographic/],
  ])('is reported: %s', (content, expected) => {
    keep(content);
    const { warnings } = load();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(expected);
    expect(warnings[0]).not.toContain('secret');
  });

  test.each([
    ['DISCORD_TOKEN: secret', /line 1: gives nothing: write DISCORD_TOKEN=/],
    ['discord_token : secret', /write DISCORD_TOKEN=/],
    ['PORT 4000', /write PORT=/],
    [
      'PORT=1\nDISCORD_TOKEN="secret\nTELEGRAM_TOKEN="x"',
      /line 2: .* DISCORD_TOKEN is never closed/,
    ],
  ])('prevents the start when it was meant for a setting: %s', (content, expected) => {
    keep(content);
    expect(load).toThrow(expected);
    expect(load).not.toThrow(/secret/);
  });

  test('suggests the setting for any misspelt name', () => {
    const long = names.filter((name) => name.length >= 8);
    fc.assert(
      fc.property(
        fc.constantFrom(...long),
        fc.nat(),
        fc.constantFrom('out', 'in', 'swap', 'change', 'small'),
        (name, at, slip) => {
          const i = at % (name.length - 1);
          const [a = '', b = ''] = [name[i], name[i + 1]];
          const written = {
            out: name.slice(0, i) + name.slice(i + 1),
            in: `${name.slice(0, i)}Q${name.slice(i)}`,
            swap: name.slice(0, i) + b + a + name.slice(i + 2),
            change: `${name.slice(0, i)}Q${name.slice(i + 1)}`,
            small: name.toLowerCase(),
          }[slip];
          fc.pre(!names.includes(written));
          const { warnings: notices } = parseEnvFile(Buffer.from(`${written}=x`), names);
          expect(notices.join()).toContain(`did you mean ${name}?`);
        },
      ),
    );
  });
});

test('reports a misnamed file, a folder and an unknown variable', () => {
  keep(text, '.env.txt');
  expect(load().warnings).toEqual(['The file .env.txt is not read: its name must be .env']);
  mkdirSync(path.join(folder, '.env'));
  expect(load).toThrow(/\.env cannot be read: it is a folder/);
  rmSync(path.join(folder, '.env'), { recursive: true });
  keep('');
  expect(load({ DISCORD_TOKN: 'x', HOSTNAME: 'y', npm_config_yes: '' }).warnings).toEqual([
    'The variable DISCORD_TOKN isn’t a Callboard setting; did you mean DISCORD_TOKEN?',
  ]);
});

test.skipIf(process.getuid?.() === 0)('reports a file that may not be read', () => {
  keep(text);
  chmodSync(path.join(folder, '.env'), 0);
  expect(load).toThrow(/this user may not read it/);
});

test('uses the file when the environment variable is empty', () => {
  keep('PORT=4000');
  expect(load({ PORT: '' }).environment).toEqual({ PORT: '4000' });
  expect(load({ PORT: '5000' }).environment).toEqual({ PORT: '5000' });
});

test.each([
  ['EST', 'America/New_York'],
  ['PST', 'America/Los_Angeles'],
  ['vst', 'Asia/Ho_Chi_Minh'],
  ['Japan', 'Asia/Tokyo'],
  [' Hà Nội ', 'Asia/Ho_Chi_Minh'],
])('reports how a time zone word was understood: %s', (written, zone) => {
  expect(readConfig({ TIME_ZONE: written }).TIME_ZONE).toBe(zone);
  const texts = [`TIME_ZONE=${written.trim()} is read as ${zone}`];
  expect(load({ TIME_ZONE: written }).warnings).toEqual(texts);
  keep(`TIME_ZONE="${written}"`);
  expect(load().warnings).toEqual(texts);
});

test.each(['America/New_York', 'asia/tokyo', 'UTC', 'utc', 'Mars/Base', 'nowhere', ''])(
  'reports nothing for a valid or unknown zone: %s',
  (written) => {
    expect(load({ TIME_ZONE: written }).warnings).toEqual([]);
  },
);
