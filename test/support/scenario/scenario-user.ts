import type {
  FormAnswer,
  VisibleFile,
  VisibleForm,
  VisibleMessage,
} from '../../../playground/driver/visible-message.ts';
import { rowButton } from './row-buttons.ts';
import { type TypedArguments, typedLine, typedLineByPosition } from './typed-command.ts';
import { matches, receiveFile, seeMessage, seeNotice, seePrivately } from './user/expectations.ts';
import { writtenAnswers } from './user/form-answers.ts';
import { fillFields, openCorrection, waitForQuestion } from './user/form-steps.ts';
import { createViewpoint, type ScenarioUserContext, type Viewpoint } from './user/viewpoint.ts';
import { readableText } from './visible-text.ts';
import { waitForChange } from './wait-for-change.ts';

/** A person of the sample world on one platform. */
export interface ScenarioUser {
  key: string;
  /** How others name them on this platform: `@name`, or the display name of who has no `@name`. */
  mention: string;
  /** Types and sends. `args` become `name:value` on Discord and `name=value` on Telegram. */
  says(text: string, args?: TypedArguments, files?: readonly VisibleFile[]): Promise<void>;
  /** The same, but on Telegram the values are typed by position, without their names. */
  types(command: string, args: TypedArguments): Promise<void>;
  /** Opens the private chat: a bot may write to nobody on Telegram who has not spoken to it first. */
  starts(): Promise<void>;
  /** Waits for a button or an option with this label, and presses it on the newest message that has it. */
  presses(label: string): Promise<void>;
  /**
   * Chooses a command in the menu of the newest message that matches, and fills in the form that opens with `values`,
   * if any. On Telegram, where messages have no such menu, `typed` is sent as a reply to it, with the values by name.
   */
  usesOn(
    pattern: RegExp | string,
    command: string,
    typed: string,
    values?: TypedArguments,
  ): Promise<void>;
  /** Waits for a form to open; on Telegram, for the first question. */
  isAsked(): Promise<void>;
  /**
   * Fills and sends the open form; on Telegram, where it is asked step by step, answers one after the other. What is
   * empty stays so.
   */
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
  /** The same person where a question begun here is asked: here on Discord, in the private chat on Telegram. */
  inPrivate(): ScenarioUser;
}

/** Presses a button or chooses an option, as soon as there is one. */
async function press(view: Viewpoint, label: string): Promise<void> {
  const { stage, key, place } = view;
  for (;;) {
    view.mark();
    const version = stage.latestVersion();
    const messages = view.messages();
    const row = messages
      .map((message) => rowButton(message, label))
      .findLast((button) => button !== undefined);
    try {
      return await stage.pressButton(key, view.at(), row?.id ?? label);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('There is no button'))) throw error;
      const menu = messages
        .flatMap(({ menus }) => menus)
        .findLast(({ options }) => options.some((option) => option.label === label));
      if (menu) return await stage.selectOptions(key, view.at(), menu.id, [label]);
      await waitForChange(
        [stage],
        () => stage.latestVersion() > version || undefined,
        () => `${key} waited on ${stage.platform} in ${place}. ${error.message}`,
      );
    }
  }
}

/** `@name` on the platform, or the display name. @throws Error when there is no such person */
function mentionOf({ platform, actors }: Viewpoint['stage'], key: string): string {
  const actor = actors.find((one) => one.key === key);
  if (!actor) throw new Error(`There is nobody called ${key}`);
  const { username } = actor[platform];
  return username === undefined ? actor.name : `@${username}`;
}

export function createScenarioUser(
  craft: ScenarioUserContext,
  key: string,
  place = 'dm',
): ScenarioUser {
  const { platform, commands } = craft;
  const view = createViewpoint(craft, key, place);
  const { stage, at } = view;
  const inPlace = (other: string) => createScenarioUser(craft, key, other);
  const beginTyping = (text: string, args: TypedArguments) =>
    view.begin(
      [text, ...Object.entries(args).map(([name, value]) => `${name}: ${value}`)].join(' '),
    );
  return {
    key,
    get mention() {
      return mentionOf(stage, key);
    },
    async says(text, args = {}, files = []) {
      beginTyping(text, args);
      const line = typedLine(platform, text, args, commands);
      await stage.sendMessage(key, at(), line, files.length === 0 ? {} : { files: [...files] });
    },
    async types(text, args) {
      beginTyping(text, args);
      await stage.sendMessage(key, at(), typedLineByPosition(platform, text, args, commands));
    },
    async starts() {
      const own = inPlace('dm');
      await own.says('/start');
      await own.sees(/Callboard/);
    },
    async presses(label) {
      view.begin(`[${label}]`);
      await press(view, label);
    },
    async usesOn(pattern, command, typed, values) {
      const target = view.messages().findLast((seen) => matches(readableText(seen), pattern));
      if (!target) throw new Error(`${key} sees no message like ${pattern} in ${place}`);
      view.begin(`[⋯ ${command}]`);
      if (!stage.useMessageCommand) {
        const line = typedLine(platform, typed, values ?? {}, commands);
        await stage.sendMessage(key, at(), line, { replyTo: target.id });
        return;
      }
      await stage.useMessageCommand(key, at(), target.id, command);
      if (values) await this.fills(values);
    },
    isAsked: () => waitForQuestion(view),
    form: () => stage.openForm(key),
    async fills(values) {
      view.begin(writtenAnswers(values));
      await fillFields(view, values);
    },
    async corrects(values) {
      await openCorrection(view);
      await this.fills(values);
    },
    sees: (pattern, differs) => seeMessage(view, pattern, differs),
    receivesFile: (name) => receiveFile(view, name),
    seesPrivately: (pattern, differs) => seePrivately(view, pattern, differs),
    seesNotice: (pattern) => seeNotice(view, pattern),
    messages: view.messages,
    in: inPlace,
    inPrivate: () => (platform === 'discord' ? inPlace(place) : inPlace('dm')),
  };
}
