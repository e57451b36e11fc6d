import { expect } from 'vitest';
import { loadCommands } from '../../../commands/index.ts';
import type { VisibleMessage } from '../../../playground/driver/visible-message.ts';
import type { ArgumentManifest } from '../../../src/kit/menu/manifest.ts';
import { createManifests } from '../../../src/kit/menu/manifest.ts';
import type { Platform } from '../../../src/platform.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { pingedMentions, readableText } from '../../support/scenario/visible-text.ts';
import { waitForChange } from '../../support/scenario/wait-for-change.ts';

/** One of each kind that could do harm, each with a number to know it by. */
const texts = [
  '@everyone @here <@1100000000000000001> <@&1350000000000000001> @linhtran /start',
  '**đậm** __gạch__ ~~xóa~~ ||ẩn|| `mã` [a](https://evil.example) # to',
  '<b>đậm</b> <a href="https://evil.example">x</a> &lt; &amp; <t:0:R>',
  '\u202eđảo chiều\u202c 😀👨‍👩‍👧‍👦 nul\u0000 \u2066x',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: hostile on purpose.
  '\'; DROP TABLE "Event"; -- ${7*7} {{x}} {count, plural, %s =1+1',
];

/** What a person could type for an argument that is not text. */
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
  topic: 'events',
  signup: 'a',
  source: 'https://example.org/thu',
  link: 'https://example.org/thu',
};
const isLink = ({ name }: ArgumentManifest) => name === 'source' || name === 'link';
const isText = (argument: ArgumentManifest) => argument.type === 'text' && !isLink(argument);

/** Which arguments a command is given with, and which of them take any text: Discord’s client holds to its options. */
const typing: Record<
  Platform,
  Record<'isGiven' | 'isFreelyTyped', (one: ArgumentManifest) => boolean>
> = {
  discord: {
    // A message is pointed at by its menu.
    isGiven: ({ isFormField, type }) => !isFormField && type !== 'message',
    isFreelyTyped: ({ type, discordOption }) =>
      discordOption.type === 'string' && type !== 'choice' && type !== 'choices',
  },
  telegram: { isGiven: () => true, isFreelyTyped: () => true },
};

/** A value of an argument of which nothing is known but its type. */
const least = ({ discordOption }: ArgumentManifest): string =>
  discordOption.type === 'integer' ? '4' : 'a';

const cut = (text: string, { discordOption }: ArgumentManifest) =>
  [...text].slice(0, discordOption.maxLength ?? 200).join('');

/** Types the text, or fills in the form that opens with it. @returns the bot's answer */
async function tried(
  { hanh, app, platform }: ScenarioContext,
  command: string,
  args: Record<string, string>,
  text: string,
): Promise<VisibleMessage[]> {
  const driver = app.drivers[platform];
  const before = driver.latestVersion();
  const said = () => {
    const answers = hanh
      .messages()
      .filter(({ from, version, pending }) => from.bot && version > before && !pending);
    return answers.length > 0 ? answers : undefined;
  };
  const fail = () => `nothing came after ${command} ${JSON.stringify(args)}`;
  await hanh.says(`/${command}`, args);
  await waitForChange([driver], () => hanh.form() ?? said(), fail);
  const form = hanh.form();
  if (form) {
    await driver.submitForm(
      'hanh',
      Object.fromEntries(
        form.fields.map(({ id, maxLength }) => [id, [...text].slice(0, maxLength ?? 200).join('')]),
      ),
    );
  }
  return waitForChange([driver], said, fail);
}

/** Spans that a text of ours made into something else than its letters. */
function harm(seen: VisibleMessage): string[] {
  const shown = readableText(seen);
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
    ...pingedMentions(seen),
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
      const { hanh, app, platform } = scene;
      await hanh.says('/start');
      await hanh.sees(/I’m Callboard/);
      // In a private chat Discord offers nobody but those in it.
      const named: Record<string, string> = { ...usual, who: hanh.mention };
      const found: Record<string, string[]> = {};
      let tries = 0;
      for (const sheet of createManifests(await loadCommands())) {
        const { isGiven, isFreelyTyped } = typing[platform];
        const open = sheet.arguments.filter(isGiven);
        const typed = open.filter((one) => one.type !== 'file' && isFreelyTyped(one));
        const given = (hostile: (argument: ArgumentManifest) => boolean) =>
          Object.fromEntries(
            open
              .filter((argument) => argument.isRequired || hostile(argument))
              .map((argument) => [
                argument.name,
                hostile(argument) ? cut(text, argument) : (named[argument.name] ?? least(argument)),
              ]),
          );
        const calls = [
          ...(open.some(isText) ? [given(isText)] : []),
          ...(typed.length > 0 ? [given((argument) => typed.includes(argument))] : []),
        ];
        for (const args of calls) {
          tries += 1;
          const sentMessages = await tried(scene, sheet.name, args, text);
          const bad = sentMessages.flatMap(harm);
          if (bad.length > 0) found[`${sheet.name} ${JSON.stringify(args)}`] = bad;
        }
      }
      expect(found).toEqual({});
      expect(tries).toBeGreaterThan(40);
      // It is also harmless wherever it was forwarded to.
      const driver = app.drivers[platform];
      for (const { key } of app.world.actors) {
        for (const place of driver.places(key)) {
          const here = driver.messages(key, place.key).filter(({ from }) => from.bot);
          expect(here.flatMap(harm), `${key} in ${place.name}`).toEqual([]);
        }
      }
      expect(app.loggedWarnings.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
    },
    { incomparableReason: 'each platform lets people type into other arguments', timeout: 60_000 },
  );
}
