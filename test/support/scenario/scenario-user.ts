import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type {
  ClientDriver,
  PlatformName,
  TextSpan,
  VisibleFile,
  VisibleForm,
  VisibleMessage,
} from '../../../playground/driver/client-driver.ts';
import type { AppFixture } from '../fixtures/app-fixture.ts';

/** How long a person looks at the screen before giving up, in milliseconds of real time. */
const timeoutMs = 6_000;

const textOf = (spans: readonly TextSpan[]): string => spans.map(({ text }) => text).join('');

/** Everything that can be read in a message, as one text. */
export function readableText(seen: VisibleMessage): string {
  const parts = [
    textOf(seen.body),
    ...seen.embeds.flatMap(({ title, body, fields, footer }) => [
      textOf(title ?? []),
      textOf(body ?? []),
      ...fields.map(({ name, value }) => `${textOf(name)}: ${textOf(value)}`),
      footer ?? '',
    ]),
  ];
  return parts
    .filter((part) => part !== '')
    .join('\n')
    .replaceAll('\u2060', '');
}

/** Something in a message that pings somebody. */
export const pingedMentions = (seen: VisibleMessage): string[] =>
  [...seen.body, ...seen.embeds.flatMap(({ body }) => body ?? [])].flatMap(({ mention }) =>
    mention === undefined ? [] : [mention],
  );

export interface TranscriptLine {
  who: string;
  /** Only one person sees it, in a place where others are. */
  isPrivate: boolean;
  /** Nobody but the person sees it: for this reason, or because the place is a private chat. */
  isOnlyReader: boolean;
  text: string;
  buttons: string[];
  files: string[];
  /** Why what stands here is another thing on the other platform: it is not compared, that it stands here is. */
  differenceReason?: string;
}

/** What was said and done, in order, as people saw it. */
export interface Transcript {
  lines: TranscriptLine[];
  write(name: string, platform: PlatformName): void;
}

export function createTranscript(): Transcript {
  const lines: TranscriptLine[] = [];
  return {
    lines,
    write(name, platform) {
      const folder = path.join(import.meta.dirname, '../../../test-results/transcripts');
      mkdirSync(folder, { recursive: true });
      const text = lines
        .map(({ who, isPrivate, text, buttons, files }) => {
          const head = `${who}${isPrivate ? ' (only to you)' : ''}: ${text.replaceAll('\n', '\n    ')}`;
          const rest = [
            ...buttons.map((button) => `[${button}]`),
            ...files.map((file) => `<${file}>`),
          ];
          return rest.length > 0 ? `${head}\n    ${rest.join(' ')}` : head;
        })
        .join('\n');
      const file = `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.${platform}.txt`;
      writeFileSync(path.join(folder, file), `${text}\n`);
    },
  };
}

/** A person of the sample world on one platform. */
export interface ScenarioUser {
  key: string;
  /** Types and sends. `args` become `name:value` on Discord and `name=value` on Telegram. */
  says(text: string, args?: Record<string, string>): Promise<void>;
  presses(label: string): Promise<void>;
  /** Fills and sends the open form; on Telegram, where it is asked step by step, answers one after the other. */
  fills(values: Record<string, string>): Promise<void>;
  form(): VisibleForm | undefined;
  /**
   * Waits for a message since the last act that matches; it is written down.
   * @param differs why this one answer is not the same on the other platform
   * @throws when none comes in time
   */
  sees(pattern: RegExp | string, differs?: string): Promise<VisibleMessage>;
  /** Waits for a file since the last act, in whichever message it comes; it is written down. */
  receivesFile(name: string): Promise<VisibleFile>;
  /** Waits for a pop-up. */
  seesNotice(pattern: RegExp | string): Promise<void>;
  /** Looks without waiting. */
  messages(): VisibleMessage[];
  /** The same person in another place: `dm`, or a place by its name on this platform. */
  in(place: string): ScenarioUser;
}

/** Looks now and at each change of what anybody sees, until there is something. */
export async function waitForChange<Value>(
  stages: readonly ClientDriver[],
  look: () => Value | undefined,
  fail: () => string,
): Promise<Value> {
  const first = look();
  if (first !== undefined) return first;
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const timer = setTimeout(() => reject(new Error(fail())), timeoutMs);
  const stops = stages.map((stage) =>
    stage.onChange(() => {
      const found = look();
      if (found !== undefined) resolve(found);
    }),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    for (const stop of stops) stop();
  }
}

/** The button that passes a question over. */
const skipLabel = /^(Skip|Bỏ qua)$/;

const matches = (text: string, pattern: RegExp | string): boolean =>
  typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);

/** Quotes a value where the client needs it. */
function withArguments(platform: PlatformName, text: string, args: Record<string, string>): string {
  const sign = platform === 'discord' ? ':' : '=';
  const given = Object.entries(args).map(([name, value]) =>
    platform === 'discord'
      ? `${name}${sign}${value}`
      : value.includes('"')
        ? `${name}${sign}“${value}”`
        : `${name}${sign}"${value}"`,
  );
  return [text, ...given].join(' ');
}

/** A two-word command is typed with `_` on Telegram. */
const asTyped = (platform: PlatformName, text: string, commands: ReadonlySet<string>): string => {
  if (platform === 'discord' || !text.startsWith('/')) return text;
  const [first = '', second = '', ...rest] = text.slice(1).split(' ');
  return commands.has(`${first} ${second}`) ? [`/${first}_${second}`, ...rest].join(' ') : text;
};

export interface ScenarioUserContext {
  app: Pick<AppFixture, 'drivers' | 'loggedWarnings'>;
  platform: PlatformName;
  transcript: Transcript;
  /** Names of all two-word commands. */
  commands: ReadonlySet<string>;
}

export function createScenarioUser(
  craft: ScenarioUserContext,
  key: string,
  place = 'dm',
): ScenarioUser {
  const { app, platform, transcript, commands } = craft;
  const stage = app.drivers[platform];
  const at = (): string => {
    const places = stage.places(key);
    const found =
      place === 'dm'
        ? places.find(({ kind }) => kind === 'private')
        : places.find(
            (one) => one.key === place || one.name === place || one.name.replace('#', '') === place,
          );
    if (!found)
      throw new Error(
        `${key} sees no place “${place}”. There are: ${places.map(({ name }) => name).join(', ')}`,
      );
    return found.key;
  };
  /** Everything up to the mark was there before the last act. */
  const marks = craft as ScenarioUserContext & { mark?: number; notices?: number };
  const begin = (text: string) => {
    marks.mark = stage.latestVersion();
    marks.notices = stage.notices(key).length;
    transcript.lines.push({
      who: key,
      isPrivate: false,
      isOnlyReader: place === 'dm',
      text,
      buttons: [],
      files: [],
    });
  };
  const idsHere = () => new Set(stage.messages(key, at()).map(({ id }) => id));
  /** What the bot said here since, changes of what was `known` left out: the newest with buttons, else the newest. */
  const answered = (since: number, known?: ReadonlySet<string>): VisibleMessage | undefined => {
    const said = stage
      .messages(key, at())
      .filter(({ from, version, id }) => from.bot && version > since && !known?.has(id));
    return said.findLast(({ buttons }) => buttons.length > 0) ?? said.at(-1);
  };
  /** On Telegram a form is asked step by step: what nobody wants to write is passed over. */
  async function skipRest(before: number, known: ReadonlySet<string>): Promise<void> {
    for (let since = before; ; ) {
      const label = answered(since, known)
        ?.buttons.flat()
        .find((button) => skipLabel.test(button.label))?.label;
      if (label === undefined) return;
      since = stage.latestVersion();
      await stage.pressButton(key, at(), label);
      await waitForChange(
        [stage],
        () => (answered(since) ? true : undefined),
        () => `nothing came after “${label}”`,
      );
    }
  }
  return {
    key,
    async says(text, args = {}) {
      begin([text, ...Object.entries(args).map(([name, value]) => `${name}: ${value}`)].join(' '));
      await stage.sendMessage(
        key,
        at(),
        withArguments(platform, asTyped(platform, text, commands), args),
      );
    },
    async presses(label) {
      begin(`[${label}]`);
      await stage.pressButton(key, at(), label);
    },
    form: () => stage.openForm(key),
    async fills(values) {
      begin(JSON.stringify(values));
      if (platform === 'discord') {
        await waitForChange(
          [stage],
          () => stage.openForm(key),
          () => `no form opened for ${key}`,
        );
        await stage.submitForm(key, values);
        return;
      }
      let last = stage.latestVersion();
      let known = idsHere();
      for (const value of Object.values(values)) {
        const before = stage.latestVersion();
        const there = idsHere();
        last = before;
        known = there;
        await stage.sendMessage(key, at(), value);
        await waitForChange(
          [stage],
          () => (answered(before, there) ? true : undefined),
          () => `nobody answered “${value}”`,
        );
      }
      await skipRest(last, known);
    },
    async sees(pattern, differenceReason) {
      const since = marks.mark ?? 0;
      const found = await waitForChange(
        [stage],
        () =>
          stage
            .messages(key, at())
            .find(
              (seen) =>
                seen.version > since &&
                seen.from.bot &&
                !seen.pending &&
                matches(readableText(seen), pattern),
            ),
        () =>
          `${key} waited for ${pattern} on ${platform} in ${place} and saw:\n${
            stage
              .messages(key, at())
              .filter(({ version }) => version > since)
              .map((seen) => `- ${seen.from.name}: ${readableText(seen)}`)
              .join('\n') || '(nothing new)'
          }\nnotices: ${stage
            .notices(key)
            .map(({ message }) => message)
            .join(' | ')}\nlog: ${app.loggedWarnings.join('')}`,
      );
      transcript.lines.push({
        who: 'Callboard',
        isPrivate: found.private,
        isOnlyReader: found.private || place === 'dm',
        text: readableText(found),
        buttons: found.buttons.flat().map(({ label }) => label),
        files: found.files.map(({ name }) => name),
        ...(differenceReason === undefined ? {} : { differenceReason }),
      });
      return found;
    },
    async receivesFile(name) {
      const since = marks.mark ?? 0;
      const file = await waitForChange(
        [stage],
        () =>
          stage
            .messages(key, at())
            .filter(({ version, from, pending }) => version > since && from.bot && !pending)
            .flatMap(({ files }) => files)
            .find((one) => one.name === name),
        () => `${key} waited for the file ${name} on ${platform} in ${place}`,
      );
      transcript.lines.push({
        who: 'Callboard',
        isPrivate: false,
        isOnlyReader: place === 'dm',
        text: `<${name}>`,
        buttons: [],
        files: [],
      });
      return file;
    },
    async seesNotice(pattern) {
      const since = marks.notices ?? 0;
      await waitForChange(
        [stage],
        () => {
          const told = stage
            .notices(key)
            .slice(since)
            .map(({ message }) => message);
          const said = stage
            .messages(key, at())
            .filter(({ version, from }) => version > (marks.mark ?? 0) && from.bot)
            .map(readableText);
          return [...told, ...said].some((text) => matches(text, pattern)) ? true : undefined;
        },
        () =>
          `${key} was not told ${pattern}; notices: ${stage
            .notices(key)
            .map(({ message }) => message)
            .join(' | ')}`,
      );
      transcript.lines.push({
        who: 'Callboard',
        isPrivate: true,
        isOnlyReader: true,
        text: String(pattern),
        buttons: [],
        files: [],
      });
    },
    messages: () => stage.messages(key, at()),
    in: (other) => createScenarioUser(craft, key, other),
  };
}
