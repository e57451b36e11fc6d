import querystring from 'node:querystring';
import { z } from 'zod';
import { matchZones } from '../language/zones/zone.ts';

/** The public servers of Discord and Telegram; operators may set a proxy or their own server. */
const defaultApiUrls = {
  discord: 'https://discord.com/api',
  telegram: 'https://api.telegram.org',
} as const;

const urlSchema = z.url({
  protocol: /^https?$/,
  error: 'an address that begins with http:// or https://',
});

/** Resolves a time zone: an IANA name, or a word that matches exactly one zone. */
function readZone(name: string, context: z.RefinementCtx): string {
  const [zone, ...others] = matchZones(name);
  if (zone !== undefined && others.length === 0) return zone;
  const message =
    zone === undefined
      ? 'an IANA time zone such as Asia/Ho_Chi_Minh'
      : `one IANA time zone: ${[zone, ...others].join(' or ')}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** Description of each setting, for the README. */
export const settingDescriptions = {
  DISCORD_TOKEN: 'The Discord bot’s token',
  DISCORD_API_URL: 'Another Discord-compatible server, or a proxy',
  TELEGRAM_TOKEN: 'The Telegram bot’s token',
  TELEGRAM_API_URL: 'Another Bot API server, or a proxy',
  TELEGRAM_PAID_BROADCASTS: 'Telegram broadcasts at 1000 a second, paid in Stars: true or false',
  TELEGRAM_UPDATES: 'How to get updates: polling, or webhook (needs PUBLIC_URL)',
  DATABASE_URL: 'A PostgreSQL server to use instead of the embedded database',
  DATA_DIR: 'Folder of the embedded database',
  BACKUP_DIR: 'Folder for nightly backups; unset, none are made',
  BACKUP_KEEP: 'How many nightly backups to keep',
  PORT: 'Port of the health page and the playground',
  HOST: 'Address to listen on; by default only this machine can connect',
  PUBLIC_URL: 'The public address, if others can reach it',
  OPERATOR_TOKEN:
    'Gives access to /metrics and /delivery; by default generated in DATA_DIR/operator-token',
  LOG_LEVEL: 'How much to log',
  TIME_ZONE: 'Default time zone',
  LOCALE: 'Default language: en or vi',
  COMMANDS_PER_MINUTE:
    'Commands, button presses and replies allowed per person per minute; 0 for no limit',
  ADMINS: 'Admins of every community: discord:ID,telegram:ID',
} as const;

/** All settings with their validation; the messages say what is expected. An empty value counts as not set. */
export const settingsSchema = z.object({
  DISCORD_TOKEN: z.string().min(20, 'the token of a Discord application’s bot').optional(),
  DISCORD_API_URL: urlSchema.default(defaultApiUrls.discord),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'a token as BotFather gives it: digits, a colon, letters')
    .optional(),
  TELEGRAM_API_URL: urlSchema.default(defaultApiUrls.telegram),
  TELEGRAM_PAID_BROADCASTS: z.stringbool('true or false').default(false),
  TELEGRAM_UPDATES: z
    .enum(['polling', 'webhook'], { error: 'polling or webhook' })
    .default('polling'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'an address that begins with postgresql://')
    .refine(
      (url) => URL.canParse(url),
      'an address such as postgresql://user:password@host:5432/name, with %23 for # and %40 for @ in the password',
    )
    .optional(),
  DATA_DIR: z.string().default('data'),
  BACKUP_DIR: z.string().optional(),
  BACKUP_KEEP: z.coerce
    .number({ error: 'a whole number from 1 to 1000' })
    .int('a whole number from 1 to 1000')
    .min(1, 'a whole number from 1 to 1000')
    .max(1000, 'a whole number from 1 to 1000')
    .default(14),
  PORT: z.coerce
    .number({ error: 'a whole number from 0 to 65535' })
    .int('a whole number from 0 to 65535')
    .min(0, 'a whole number from 0 to 65535')
    .max(65535, 'a whole number from 0 to 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: urlSchema.optional(),
  OPERATOR_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{20,200}$/, 'at least 20 characters of ASCII without spaces')
    .optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  TIME_ZONE: z.string().default('Asia/Ho_Chi_Minh').transform(readZone),
  LOCALE: z.enum(['en', 'vi'], { error: 'en or vi' }).default('vi'),
  COMMANDS_PER_MINUTE: z.coerce
    .number({ error: 'a whole number from 0 to 10000' })
    .int('a whole number from 0 to 10000')
    .min(0, 'a whole number from 0 to 10000')
    .max(10_000, 'a whole number from 0 to 10000')
    .default(60),
  ADMINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    )
    .pipe(
      z.array(
        z
          .string()
          .regex(/^(discord|telegram):\d+$/, 'discord:ID or telegram:ID, separated by commas'),
      ),
    ),
});

export type Config = z.infer<typeof settingsSchema>;

/** Base of public addresses, without a slash at its end; empty when others cannot reach the program. */
export const publicBase = ({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>): string =>
  (PUBLIC_URL ?? '').replace(/\/+$/, '');

export type Environment = Readonly<Record<string, string | undefined>>;

/** Telegram calls only public HTTPS addresses; a self-hosted Bot API server also allows HTTP. */
function checkWebhook(config: Config, context: z.RefinementCtx): void {
  if (config.TELEGRAM_UPDATES !== 'webhook') return;
  const isOwnServer = config.TELEGRAM_API_URL !== defaultApiUrls.telegram;
  if (config.PUBLIC_URL?.startsWith(isOwnServer ? 'http' : 'https://')) return;
  context.addIssue({
    code: 'custom',
    path: ['PUBLIC_URL'],
    message: `an address that begins with ${isOwnServer ? 'http:// or ' : ''}https://, since TELEGRAM_UPDATES is webhook`,
  });
}

/** Lists every invalid setting with what is expected. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(['Callboard cannot start: some settings are wrong.', ...problems].join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads and validates the settings.
 * @throws ConfigError naming every invalid setting; values are never included, since they may be secrets
 */
export function readConfig(environment: Environment): Config {
  const names = Object.keys(settingsSchema.shape);
  const given = Object.fromEntries(
    names.map((name) => [name, environment[name]?.trim() || undefined]),
  );
  const result = settingsSchema.superRefine(checkWebhook).safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path: [name], message }) => `  ${String(name)}: expected ${message}`,
  );
  throw new ConfigError([...new Set(problems)]);
}

/** Strings that must never appear in the log; a password both as written in the URL and decoded. */
export function secretsOf(
  config: Pick<Config, 'DISCORD_TOKEN' | 'TELEGRAM_TOKEN' | 'OPERATOR_TOKEN' | 'DATABASE_URL'>,
): string[] {
  const { DISCORD_TOKEN, TELEGRAM_TOKEN, OPERATOR_TOKEN, DATABASE_URL } = config;
  const password = DATABASE_URL === undefined ? '' : new URL(DATABASE_URL).password;
  return [
    DISCORD_TOKEN,
    TELEGRAM_TOKEN,
    OPERATOR_TOKEN,
    password,
    querystring.unescape(password),
  ].flatMap((secret) => secret || []);
}
