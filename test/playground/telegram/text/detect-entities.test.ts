import fc from 'fast-check';
import { expect, it } from 'vitest';
import { detectEntities } from '../../../../playground/telegram/text/detect-entities.ts';
import { detectWithTdlib } from '../../../support/specifications/tdlib.ts';

function expected(text: string) {
  const result = detectWithTdlib(text);
  if ('error' in result) throw new Error(result.error);
  const ours = new Set(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email']);
  return result.entities.filter(({ type }) => ours.has(type));
}

it.each([
  'hello @linhtran and @abc and @gif, not a@linhtran',
  '@\u2060linhtran @ứlinh @linh_tran! (@linhtran)',
  '/start /start@callboard_bot /a/b /start@x </b> a/b /sự',
  '#tag #thẻ #123 #a#b $USD $usd #tag@channel',
  '$USD@_thẻ $USD@linh $USD@li $USD@linhẻ',
  'http://example.org https://example.org/path?q=1#f example.vn example.notadomain',
  'see example.org. Then (https://example.org/a_(b)) and https://example.org/x,',
  'linh@example.org mailto:linh@example.org linh@example',
  '192.168.0.1 300.1.1.1 http://192.168.0.1:8080/x 1.5 19.30',
  'done.Then start.com file.pdf workshop.ics https://file.pdf',
  'tg://user?id=5 ton://x tg://resolve?domain=linh, tg://',
  'ftp://example.org sftp://example.org shttp://example.org http://a_b.org http://a_b.c.org',
  'https://vi.wikipedia.org/wiki/Tết_Nguyên_Đán “https://example.org” «example.org»',
  'user:pass@example.org http://user:pass@example.org/ example.org:99999/x',
])('finds the same entities in %j as Telegram', (text) => {
  expect(detectEntities(text)).toEqual(expected(text));
});

const piece = fc.constantFrom(
  ...['@', 'linh', '/', 'start', '#', 'thẻ', '$USD', 'http://', 'https://', '.', 'org', 'vn'],
  ...[' ', '\n', ',', '(', ')', '_', '-', 'ứ', '😀', 'example', ':', '80', '?q=', '<', '>', 'com'],
  ...['tg://', 'a', 'B', '1', '«', '\u2060', "'", '~'],
);

it('finds the same entities in any text as Telegram', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      expect(detectEntities(text)).toEqual(expected(text));
    }),
    { numRuns: 5000 },
  );
});
