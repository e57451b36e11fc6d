import type { PlatformName } from '../../../playground/driver/client-driver.ts';
import type {
  FormAnswer,
  VisibleFile,
  VisibleForm,
  VisibleMessage,
} from '../../../playground/driver/visible-message.ts';
import type { AppFixture } from '../fixtures/app-fixture.ts';
import { typedAnswer, writtenAnswers } from './form-answers.ts';
import { rowButton } from './row-buttons.ts';
import { describeShown } from './shown-since.ts';
import type { Transcript } from './transcript.ts';
import {
  type TypedArguments,
  typedCommand,
  withNamedArguments,
  withPositionalArguments,
} from './typed-command.ts';
import { readableText } from './visible-text.ts';
import { waitForChange } from './wait-for-change.ts';

/** A person of the sample world on one platform. */
export interface ScenarioUser {
  key: string;
  /** Types and sends. `args` become `name:value` on Discord and `name=value` on Telegram. */
  says(text: string, args?: TypedArguments, files?: readonly VisibleFile[]): Promise<void>;
  /** The same, but on Telegram the values are typed by position, without their names. */
  types(command: string, args: TypedArguments): Promise<void>;
  /** Waits for a button with this label, and presses it on the newest message that has it. */
  presses(label: string): Promise<void>;
  /**
   * Chooses a command in the menu of the newest message that matches. On Telegram, where messages have no such menu,
   * `typed` is sent as a reply to it.
   */
  usesOn(pattern: RegExp | string, command: string, typed?: string): Promise<void>;
  /** Fills and sends the open form; on Telegram, where it is asked step by step, answers one after the other. */
  fills(values: Readonly<Record<string, FormAnswer>>): Promise<void>;
  /** Gives invalid values again: on Discord in the form behind its button, on Telegram as answers. */
  corrects(values: Readonly<Record<string, FormAnswer>>): Promise<void>;
  form(): VisibleForm | undefined;
  /**
   * Waits for a message since the last act that matches; it is written down.
   * @param differs why this one answer is not the same on the other platform
   * @throws when none comes in time
   */
  sees(pattern: RegExp | string, differs?: string): Promise<VisibleMessage>;
  /** Waits for a file since the last act, in whichever message it comes, here or in the private chat; it is written down. */
  receivesFile(name: string): Promise<VisibleFile>;
  /**
   * Waits for an answer that nobody else sees, wherever the platform shows it: an ephemeral message on Discord, a
   * pop-up or a message in the private chat on Telegram. It is written down.
   * @param differs why this one answer is not the same on the other platform
   */
  seesPrivately(pattern: RegExp | string, differs?: string): Promise<void>;
  /** Waits for a pop-up. */
  seesNotice(pattern: RegExp | string): Promise<void>;
  /** Looks without waiting. */
  messages(): VisibleMessage[];
  /** The same person in another place: `dm`, or a place by its name on this platform. */
  in(place: string): ScenarioUser;
}

/** The button that opens a form with invalid values. */
const fixLabel = /^(Fix it|Sửa lại)$/;
/** The buttons that end a question. */
const cancelLabel = /^(Cancel|Hủy|Stop|Dừng hỏi)$/;
/** The button that skips a question. */
const skipLabel = /^(Skip|Bỏ qua)$/;

const matches = (text: string, pattern: RegExp | string): boolean =>
  typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);

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
  const mark = () => {
    marks.mark = stage.latestVersion();
    marks.notices = stage.notices(key).length;
  };
  /** What an expectation that failed says: what was expected, what was shown to whom, and what was logged. */
  const missing = (expected: string): string => {
    const since = { version: marks.mark ?? 0, notices: marks.notices ?? 0 };
    const log = app.loggedWarnings.join('');
    return [
      expected,
      describeShown(stage, key, since),
      ...(log === '' ? [] : [`Logged: ${log}`]),
    ].join('\n');
  };
  const begin = (text: string) => {
    mark();
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
      const popUps = stage.notices(key).length;
      await stage.pressButton(key, at(), label);
      await waitForChange(
        [stage],
        () => (answered(since) || stage.notices(key).length > popUps ? true : undefined),
        () => `nothing came after “${label}”`,
      );
    }
  }
  return {
    key,
    async says(text, args = {}, files = []) {
      begin([text, ...Object.entries(args).map(([name, value]) => `${name}: ${value}`)].join(' '));
      const command = typedCommand(platform, text, commands);
      const line = withNamedArguments(platform, command, args);
      await stage.sendMessage(key, at(), line, files.length === 0 ? {} : { files: [...files] });
    },
    async types(text, args) {
      begin([text, ...Object.entries(args).map(([name, value]) => `${name}: ${value}`)].join(' '));
      const command = typedCommand(platform, text, commands);
      await stage.sendMessage(key, at(), withPositionalArguments(platform, command, args));
    },
    async presses(label) {
      begin(`[${label}]`);
      for (;;) {
        mark();
        const version = stage.latestVersion();
        const found = stage
          .messages(key, at())
          .map((message) => rowButton(message, label))
          .findLast((button) => button !== undefined);
        try {
          return await stage.pressButton(key, at(), found?.id ?? label);
        } catch (error) {
          if (!(error instanceof Error && error.message.startsWith('There is no button')))
            throw error;
          await waitForChange(
            [stage],
            () => stage.latestVersion() > version || undefined,
            () => `${key} waited on ${platform} in ${place}. ${error.message}`,
          );
        }
      }
    },
    async usesOn(pattern, command, typed) {
      const target = stage
        .messages(key, at())
        .findLast((seen) => matches(readableText(seen), pattern));
      if (target && platform === 'telegram' && typed !== undefined) {
        begin(`[⋯ ${command}]`);
        const text = typedCommand(platform, typed, commands);
        await stage.sendMessage(key, at(), text, { replyTo: target.id });
        return;
      }
      if (!target || !stage.useMessageCommand)
        throw new Error(`${key} can use no command on a message like ${pattern}`);
      begin(`[⋯ ${command}]`);
      await stage.useMessageCommand(key, at(), target.id, command);
    },
    form: () => stage.openForm(key),
    async fills(values) {
      begin(writtenAnswers(values));
      if (platform === 'discord') {
        await waitForChange(
          [stage],
          () => stage.openForm(key),
          () => `no form opened for ${key}`,
        );
        await stage.submitForm(key, values);
        return;
      }
      const isAsked = () =>
        stage
          .messages(key, at())
          .findLast(({ from }) => from.bot)
          ?.buttons.flat()
          .some(({ label }) => cancelLabel.test(label));
      await waitForChange(
        [stage],
        () => isAsked() || undefined,
        () => `${key} is asked nothing in ${place}`,
      );
      let last = stage.latestVersion();
      let known = idsHere();
      for (const value of Object.values(values)) {
        const before = stage.latestVersion();
        const there = idsHere();
        last = before;
        known = there;
        const { text, files } = typedAnswer(value);
        await stage.sendMessage(key, at(), text, files.length === 0 ? {} : { files: [...files] });
        await waitForChange(
          [stage],
          () => (answered(before, there) ? true : undefined),
          () => `nobody answered “${text}”`,
        );
      }
      await skipRest(last, known);
    },
    async corrects(values) {
      if (platform === 'discord') {
        const label = answered(marks.mark ?? 0)
          ?.buttons.flat()
          .find((one) => fixLabel.test(one.label))?.label;
        if (label === undefined) throw new Error(`${key} was offered no form to correct values`);
        await stage.pressButton(key, at(), label);
      }
      await this.fills(values);
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
        () => missing(`${key} did not see ${pattern} in ${place}`),
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
      const own = stage.places(key).find(({ kind }) => kind === 'private')?.key;
      const file = await waitForChange(
        [stage],
        () =>
          [...new Set([at(), ...(own === undefined ? [] : [own])])]
            .flatMap((where) => stage.messages(key, where))
            .filter(({ version, from, pending }) => version > since && from.bot && !pending)
            .flatMap(({ files }) => files)
            .find((one) => one.name === name),
        () => missing(`${key} got no file ${name} in ${place}`),
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
    async seesPrivately(pattern, differenceReason) {
      const since = marks.mark ?? 0;
      const shownHere = () =>
        stage.messages(key, at()).filter((seen) => place === 'dm' || seen.private);
      const shownInPrivateChat = () => {
        const own = stage.places(key).find(({ kind }) => kind === 'private')?.key;
        return platform === 'telegram' && own !== undefined ? stage.messages(key, own) : [];
      };
      const popUps = () => stage.notices(key).slice(marks.notices ?? 0);
      const found = await waitForChange(
        [stage],
        () =>
          [...shownHere(), ...shownInPrivateChat()].find(
            (seen) =>
              seen.version > since &&
              seen.from.bot &&
              !seen.pending &&
              matches(readableText(seen), pattern),
          ) ?? popUps().find(({ message }) => matches(message, pattern)),
        () => missing(`${key} was not shown ${pattern} privately in ${place}`),
      );
      const isMessage = 'from' in found;
      transcript.lines.push({
        who: 'Callboard',
        isPrivate: true,
        isOnlyReader: true,
        text: isMessage ? readableText(found) : found.message,
        buttons: isMessage ? found.buttons.flat().map(({ label }) => label) : [],
        files: [],
        ...(differenceReason === undefined ? {} : { differenceReason }),
      });
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
        () => missing(`${key} was not told ${pattern}`),
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
