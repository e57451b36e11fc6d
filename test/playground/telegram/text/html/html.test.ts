import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MarkupError } from '../../../../../playground/telegram/text/entity.ts';
import { parseHtml } from '../../../../../playground/telegram/text/html/html.ts';
import { parseHtmlWithTdlib } from '../../../../support/specifications/tdlib.ts';

function parsed(html: string) {
  try {
    return parseHtml(html);
  } catch (error) {
    if (error instanceof MarkupError) return { error: error.message };
    throw error;
  }
}

it.each([
  'plain',
  '',
  '<b>bold</b> <strong>x</strong> <i>i</i><em>e</em><u>u</u><ins>n</ins><s>s</s><strike>k</strike><del>d</del>',
  '<b><i>nested</i></b>',
  '<b>a<b>b</b></b>',
  '<b>đ😀</b><i>ứ</i>',
  '<B>upper</B >',
  '<b></b>',
  '<b>x</>',
  '<b x>y</b>',
  '<b x=y>z</b>',
  '<b x = "y" >z</b>',
  '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
  '<span>x</span>',
  '<span class="other">x</span>',
  '<pre>a</pre>',
  '<code>a</code>',
  '<code class="language-ts">a</code>',
  '<pre><code class="language-ts">let a;</code></pre>',
  '<code class="language-ts"><pre>let a;</pre></code>',
  '<pre><code>a</code></pre>',
  '<pre>b<code class="language-ts">a</code></pre>',
  '<blockquote>a\nb</blockquote>',
  '<blockquote expandable>a</blockquote>',
  '<blockquote expandable="x">a</blockquote>',
  '<tg-time unix="1700000000" format="wDT">x</tg-time>',
  '<tg-time unix="1700000000" format="Tdw">x</tg-time>',
  '<tg-time unix="1700000000" format="R">x</tg-time>',
  '<tg-time unix="1700000000">x</tg-time>',
  '<tg-time unix="1700000000" format="rt">x</tg-time>',
  '<tg-time unix="-5">x</tg-time>',
  '<tg-time unix="soon">x</tg-time>',
  '<tg-time format="zz">x</tg-time>',
  '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
  '<tg-emoji emoji-id="x">👍</tg-emoji>',
  '<a href="http://example.org">x</a>',
  '<a href="HTTPS://Example.ORG/Path?q=1&amp;r=2#f">x</a>',
  '<a href="example.org?q">x</a>',
  '<a href="tg://user?id=500001">x</a>',
  '<a href="tg://resolve?domain=x">x</a>',
  '<a href="tg:join?invite=x">x</a>',
  '<a href="ftp://example.org">x</a>',
  '<a href="http://example.org:0/">x</a>',
  '<a href="http://example.org:8080/">x</a>',
  '<a href="http://u:p@example.org/">x</a>',
  '<a href="http://[::1]/">x</a>',
  '<a href="http://exa mple.org/">x</a>',
  '<a href="http://example.org/a b">x</a>',
  '<a href="nowhere">x</a>',
  '<a href="">http://example.org</a>',
  '<a>example.org</a>',
  '<a href=http://example.org>x</a>',
  "<a href='http://example.org'>x</a>",
  '&lt;&gt;&amp;&quot;&nbsp;&apos;&lt &amp;amp;',
  '&#65;&#x1F600;&#128512;&#0;&#x110000;&#99999999999;&#;&#x;',
  '&#xd83d;',
  '<x>y</x>',
  '<br>',
  '<br/>',
  '<b',
  '<',
  'a <',
  '< b>x</b>',
  '<b>x',
  '<b>x<i>y</b>',
  'x</b>',
  '<b>x</i>',
  '<b>x</b',
  '<b>x</b y>',
  '<b =x>y</b>',
  '<a href="x>y</a>',
  '<a href>y</a>',
  'ứ<b',
])('parses %j as Telegram does', (html) => {
  expect(parsed(html)).toEqual(parseHtmlWithTdlib(html));
});

const piece = fc.oneof(
  fc.constantFrom(
    ...['<b>', '</b>', '<i>', '</i>', '</>', '<code class="language-x">', '</code>', '<pre>'],
    ...['</pre>', '<blockquote>', '<blockquote expandable>', '</blockquote>', '<a href="', '">'],
    ...['https://example.org/', 'tg://user?id=5', '</a>', '&lt;', '&amp', '&#x41;', '&', '<', '>'],
    ...['"', "'", '=', '/', ' ', '\n', '<tg-time unix="1700000000" format="', 'r', '</tg-time>'],
    ...['wdt', '<span class="tg-spoiler">', '</span>', 'ứ', '😀', '@name', '\r', '\t'],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

it('parses any text as Telegram does', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const html = pieces.join('').replaceAll('\0', '');
      expect(parsed(html)).toEqual(parseHtmlWithTdlib(html));
    }),
    { numRuns: 3000 },
  );
});
