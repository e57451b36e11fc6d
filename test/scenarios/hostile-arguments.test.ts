import { expect } from 'vitest';
import { loadCommands } from '../../commands/index.ts';
import type { Seen } from '../../playground/stage.ts';
import type { ArgumentSheet } from '../../src/kit/sheet.ts';
import { sheets } from '../../src/kit/sheet.ts';
import { eventually, pings, readable } from '../support/cast.ts';
import { type Scene, scenario } from '../support/scenario.ts';

/** One of each kind that could do harm, each with a number to know it by. */
const texts = [
  '@everyone @here <@1100000000000000001> <@&1350000000000000001> @linhtran /start',
  '**đậm** __gạch__ ~~xóa~~ ||ẩn|| `mã` [a](https://evil.example) # to',
  '<b>đậm</b> <a href="https://evil.example">x</a> &lt; &amp; <t:0:R>',
  '\u202eđảo chiều\u202c 😀👨‍👩‍👧‍👦 nul\u0000 \u2066x',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: hostile on purpose.
  '\'; DROP TABLE "Event"; -- ${7*7} {{x}} {count, plural, %s =1+1',
];

/** What somebody would write for an argument that is no text. */
const usual: Record<string, string> = {
  alert: 'a',
  grade: 'clarify',
  severity: 'minor',
  sections: 'events',
  briefing: 'a',
  when: '30/12',
  until: '31/12',
  course: 'podcast',
  event: 'podcast',
  length: '2h',
  seats: '5',
  publication: 'a',
  chat: 'a',
  role: 'editor',
  who: '@linhtran',
  topic: 'events',
  signup: 'a',
  source: 'https://example.org/thu',
  link: 'https://example.org/thu',
};
const isLink = ({ name }: ArgumentSheet) => name === 'source' || name === 'link';
const isText = (argument: ArgumentSheet) => argument.kind === 'text' && !isLink(argument);

const cut = (text: string, { discord }: ArgumentSheet) =>
  [...text].slice(0, discord.maxLength ?? 200).join('');

/** Says it, and fills a form with the same where one opens. @returns what the bot said about it */
async function tried(
  { hanh, house, platform }: Scene,
  command: string,
  args: Record<string, string>,
  text: string,
): Promise<Seen[]> {
  const stage = house.stages[platform];
  const before = stage.version();
  const said = () => {
    const answers = hanh
      .screen()
      .filter(({ from, version, pending }) => from.bot && version > before && !pending);
    return answers.length > 0 ? answers : undefined;
  };
  const fail = () => `nothing came after ${command} ${JSON.stringify(args)}`;
  await hanh.says(`/${command}`, args);
  await eventually([stage], () => hanh.form() ?? said(), fail);
  const form = hanh.form();
  if (form) {
    await stage.submit(
      'hanh',
      Object.fromEntries(
        form.fields.map(({ id, maxLength }) => [id, [...text].slice(0, maxLength ?? 200).join('')]),
      ),
    );
  }
  return eventually([stage], said, fail);
}

/** Spans that a text of ours made into something else than its letters. */
function harm(seen: Seen): string[] {
  const shown = readable(seen);
  const spans = [
    ...seen.body,
    ...seen.embeds.flatMap(({ title, body, fields }) => [
      ...(title ?? []),
      ...(body ?? []),
      ...fields.flatMap(({ name, value }) => [...name, ...value]),
    ]),
  ];
  const count = (pattern: RegExp) => shown.match(pattern)?.length ?? 0;
  return [
    ...pings(seen),
    // Nothing is clickable that does not show where it leads.
    ...spans.flatMap(({ link, text }) =>
      link?.includes('evil.example') && !link.startsWith(text) ? [link] : [],
    ),
    ...(count(/đậm/g) === count(/\*\*đậm\*\*|<b>đậm<\/b>/g) ? [] : [shown]),
    ...(/\b49\b/.test(shown) ? [shown] : []),
  ];
}

for (const [index, text] of texts.entries()) {
  scenario(
    `Every argument of every command takes hostile text ${index + 1} literally`,
    async (scene) => {
      const { hanh, house, platform } = scene;
      await hanh.says('/start');
      await hanh.sees(/I’m Callboard/);
      const found: Record<string, string[]> = {};
      let tries = 0;
      for (const sheet of sheets(await loadCommands())) {
        const open = sheet.arguments.filter((one) => platform === 'telegram' || !one.inForm);
        const typed = open.filter(
          ({ kind, discord }) =>
            // Discord itself lets nobody type into the others.
            kind !== 'file' &&
            (platform === 'telegram' ||
              (discord.type === 'string' && kind !== 'choice' && kind !== 'choices')),
        );
        const given = (hostile: (argument: ArgumentSheet) => boolean) =>
          Object.fromEntries(
            open
              .filter((argument) => argument.required || hostile(argument))
              .map((argument) => [
                argument.name,
                hostile(argument) ? cut(text, argument) : (usual[argument.name] ?? 'a'),
              ]),
          );
        const calls = [
          ...(open.some(isText) ? [given(isText)] : []),
          ...(typed.length > 0 ? [given((argument) => typed.includes(argument))] : []),
        ];
        for (const args of calls) {
          tries += 1;
          const said = await tried(scene, sheet.name, args, text);
          const bad = said.flatMap(harm);
          if (bad.length > 0) found[`${sheet.name} ${JSON.stringify(args)}`] = bad;
        }
      }
      expect(found).toEqual({});
      expect(tries).toBeGreaterThan(40);
      // Wherever it was sent on to, it harmed nobody there either.
      const stage = house.stages[platform];
      for (const { key } of house.world.actors) {
        for (const place of stage.places(key)) {
          const here = stage.seen(key, place.key).filter(({ from }) => from.bot);
          expect(here.flatMap(harm), `${key} in ${place.name}`).toEqual([]);
        }
      }
      expect(house.complaints.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
    },
    { incomparable: 'each platform lets people type into other arguments', timeout: 60_000 },
  );
}
