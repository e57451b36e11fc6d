import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { intlLocales, type Locale, locales } from '../../src/language/locale.ts';
import { findPlaceholders } from '../../src/language/placeholders.ts';

const root = path.resolve(import.meta.dirname, '../../locales');

type Tree = { readonly [name: string]: string | Tree };
const treeSchema: z.ZodType<Tree> = z.record(
  z.string(),
  z.union([z.string(), z.lazy(() => treeSchema)]),
);
const flatten = (tree: Tree, at: string): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${at}${name}`, value]] : flatten(value, `${at}${name}.`),
  );

/** Every message of a language, by its key. */
const messagesOf = (locale: Locale): [key: string, message: string][] =>
  readdirSync(path.join(root, locale), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const subject = file.slice(0, -'.json'.length).split(path.sep).join('.');
      const tree = treeSchema.parse(
        JSON.parse(readFileSync(path.join(root, locale, file), 'utf8')),
      );
      return flatten(tree, `${subject}.`);
    })
    .filter(([key]) => !key.startsWith('aliases.'));

const messages = { en: messagesOf('en'), vi: messagesOf('vi') };

/** What a message says when every number in it is this one. */
function saidWith(count: number, message: string, locale: Locale): string {
  const format = new IntlMessageFormat(message, intlLocales[locale]);
  const { params, tags } = findPlaceholders(format.getAst());
  const said = format.format({
    ...Object.fromEntries(params.map((name) => [name, count])),
    ...Object.fromEntries(tags.map((tag) => [tag, (parts: unknown[]) => parts.join('')])),
  });
  return String(said);
}

/** A message without the names of what is filled in. */
const bare = (message: string): string => message.replace(/\{\w+(?=[,}])/g, '{');

const found = (locale: Locale, isWrong: (message: string, key: string) => boolean): string[] =>
  messages[locale].filter(([key, message]) => isWrong(message, key)).map((pair) => pair.join(': '));

/** A word twice, "has being", stops that stand alone, "1 minutes". */
const broken =
  /(?<!\p{L})(\p{L}+) \1(?!\p{L})|\b(?:has|have) being\b|\.\.(?!\.)|[,:;] ?\.|\s[.,]|\b1 (?:second|minute|hour|day|chat|message|character|attempt|seat|item|time)s\b/u;

/** A pattern, and the keys in which it is meant so. */
interface Forbidden {
  readonly pattern: RegExp;
  readonly except: RegExp;
}

/** No key is excepted. */
const none = /^$/;
const not = (pattern: RegExp, except = none): Forbidden => ({ pattern, except });

const forbidden: Readonly<Record<Locale, readonly Forbidden[]>> = {
  vi: [
    // The bot calls itself nothing. Who presses a button says "tôi" with it.
    not(
      /(?<!\p{L})tôi(?!\p{L})/iu,
      /^commands\.(link\.confirm|mine\.name|groups\.privacy\.name)$|^courses\.mine$|^admins\.stepDown$|^events\.named\.toggle$/,
    ),
    not(/(?<!\p{L})(?:hãy|ạ|quý khách)(?!\p{L})/iu),
    not(/(?<!\p{L})xin (?!chào)/iu),
    not(
      /điều phối|(?<!\p{L})rút (?:lại|đăng ký|yêu cầu)|trả (?:lại )?chỗ|bảng tin|yên lặng|thất bại|đào tạo/iu,
    ),
    not(
      /(?<!\p{L})vốn(?!\p{L})|thôi theo dõi|một cách|việc gửi|cuộc trò chuyện|nơi (?:này|trò chuyện)/iu,
    ),
    not(/tiến trình/iu, /^operator\./),
    not(/nền tảng/iu, /^commands\.privacy_delete\./),
    not(/chứng chỉ|phê chuẩn|giờ yên|người dạy|hàng chờ|ghi danh/iu),
  ],
  en: [
    not(
      /\b(?:shall|anew|afresh|whoever|of which|is told|are told|put right|stands|let (?:him|her) )\b/i,
    ),
    not(
      /\b(?:give|take|gave|takes|taken) (?:them |your place |my place )?back\b/i,
      /^commands\.link\.onlyIfYou$/,
    ),
    not(
      /\b(?:cannot|do not|does not|did not|is not|are not|was not|were not|could not|will not|I have|I will|I am|(?<!who |where )you are|you will|that is)\b/i,
    ),
    not(/\bsomebody\b/i),
    // “Copy” is what one does with an event; a delivery is none.
    not(
      /\bcop(?:y|ies)\b/i,
      /^operator\.wrongToken$|^commands\.(?:event|course)_copy\.|^events\.templates\./,
    ),
    not(/\bprocess\b/i, /^operator\./),
    not(/\bpublications?\b|\bthe other platform\b|\bin force\b|\bon the board\b|\bpractice run\b/i),
    not(/\bplatforms?\b/i, /^commands\.privacy_delete\./),
    not(/\brefused?\b/i, /^(?:commands|delivery)\..*(?:Because|unlink)/),
    not(/\borganizer|\bcanceled|\bcenter\b|\bcolor\b/i),
  ],
};

describe.each(locales)('the style of the texts in %s', (locale) => {
  test.each(forbidden[locale])('has no $pattern', ({ pattern, except }) => {
    expect(
      found(locale, (message, key) => pattern.test(bare(message)) && !except.test(key)),
    ).toEqual([]);
  });

  test('quotes with “ ” and elides with the curly apostrophe', () => {
    expect(found(locale, (message) => /["'`]/.test(message))).toEqual([]);
  });

  test('uses no database names of zones', () => {
    expect(found(locale, (message) => /\b(?:Asia|Europe|America)\//.test(message))).toEqual([]);
  });

  test('has no full stop or colon at the end of prompts and command descriptions', () => {
    const isHint = (key: string) => /^commands\..*description$/.test(key);
    expect(found(locale, (message, key) => isHint(key) && /[.:]$/.test(message))).toEqual([]);
  });

  test('writes names of commands and arguments in lower case', () => {
    const isName = (key: string) => /^commands\..*\.name$/.test(key);
    expect(
      found(locale, (message, key) => isName(key) && message !== message.toLowerCase()),
    ).toEqual([]);
  });

  test('reads well for counts of zero and one', () => {
    for (const count of [0, 1]) {
      const wrong = messages[locale].flatMap(([key, message]) => {
        const text = saidWith(count, message, locale);
        return broken.test(text) ? [`${key}: ${text}`] : [];
      });
      expect(wrong, String(count)).toEqual([]);
    }
  });
});

test('places Vietnamese tone marks as keyboards do: hủy, xóa, khóa, hòa', () => {
  const old = /(?<![qQ])(?:o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/u;
  expect(found('vi', (message) => old.test(message))).toEqual([]);
  expect(['hu\u1ef7', 'Xo\u00e1 hết', 'kho\u1ebb'].every((word) => old.test(word))).toBe(true);
  expect(['hủy', 'hoàn', 'quý', 'xóa', 'khoản'].some((word) => old.test(word))).toBe(false);
});

test('capitalizes only names within an English sentence', () => {
  const names =
    /^(?:I|Discord|Telegram|Callboard|English|Vietnamese|Vietnam|Start|Tokyo|Paris|New|York|Mon|Tue|Wed|Thu|Fri|Sat|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Hà|Nội|Tiếng|Việt|KB|View|Channel|Send|Messages|Embed|For|For|Links|Read|Message|History|STT|Excel|Tết|Allow|Web|Facebook|Zalo|Create|Events|Open|Badges)$/;
  const wrong = messages.en.flatMap(([key, message]) => {
    const words = message
      .replace(/\{\w+(?=[,}])/g, '{')
      .matchAll(/(?<=[\p{L}\d,;“(–-] ?)(?<!\p{L})\p{Lu}\p{Ll}+/gu);
    return [...words].some(([word]) => !names.test(word)) ? [`${key}: ${message}`] : [];
  });
  expect(wrong).toEqual([]);
});

test.each(locales)('leaves it to the kit to say how an argument is cleared, in %s', (locale) => {
  const all = new Map(messages[locale]);
  const hint = all.get('kit.howToClear') ?? '?';
  const byHand = [...all].filter(([key, text]) => key !== 'kit.howToClear' && text.includes(hint));
  expect(byHand).toEqual([]);
});

test.each(locales)('uses the same words in a hint as elsewhere, in %s', (locale) => {
  const all = new Map(messages[locale]);
  const hint = all.get('commands.briefing_new.sections.description') ?? '';
  for (const section of ['alerts', 'items', 'events', 'training'])
    expect(hint).toContain((all.get(`briefings.section.${section}`) ?? '?').toLowerCase());
});

test.each(locales)(
  'does not say “to 0 chats” for an alert that reaches nobody, in %s',
  (locale) => {
    const all = new Map(messages[locale]);
    for (const key of [
      'alerts.preview',
      'alerts.sent',
      'alerts.drill.preview',
      'alerts.drill.sent',
    ])
      expect(saidWith(0, all.get(key) ?? '', locale), key).not.toMatch(/(?<!\d)0(?!\d)/);
  },
);
