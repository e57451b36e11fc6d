import type { VisibleFile, VisibleMessage } from '../../../../playground/driver/visible-message.ts';
import { readableText } from '../visible-text.ts';
import { waitForChange } from '../wait-for-change.ts';
import type { Viewpoint } from './viewpoint.ts';

export const matches = (text: string, pattern: RegExp | string): boolean =>
  typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);

const labelsOf = ({ buttons }: VisibleMessage): string[] =>
  buttons.flat().map(({ label }) => label);

const because = (differenceReason: string | undefined) =>
  differenceReason === undefined ? {} : { differenceReason };

/** Waits for a message in this place. */
export async function seeMessage(
  view: Viewpoint,
  pattern: RegExp | string,
  differenceReason?: string,
): Promise<VisibleMessage> {
  const found = await waitForChange(
    [view.stage],
    () =>
      view
        .messages()
        .find((seen) => view.isNewAnswer(seen) && matches(readableText(seen), pattern)),
    () => view.missing(`${view.key} did not see ${pattern} in ${view.place}`),
  );
  view.writeDown({
    isPrivate: found.private,
    isOnlyReader: found.private || view.place === 'dm',
    text: readableText(found),
    buttons: labelsOf(found),
    files: found.files.map(({ name }) => name),
    ...because(differenceReason),
  });
  return found;
}

/** Waits for an answer that nobody else sees: a message here or in the private chat, or a pop-up. */
export async function seePrivately(
  view: Viewpoint,
  pattern: RegExp | string,
  differenceReason?: string,
): Promise<void> {
  const { stage, key, place } = view;
  const shownHere = () => view.messages().filter((seen) => place === 'dm' || seen.private);
  const shownApart = () => (stage.platform === 'telegram' ? view.privateMessages() : []);
  const popUps = () => stage.notices(key).slice(view.since().notices);
  const found = await waitForChange(
    [stage],
    () =>
      [...shownHere(), ...shownApart()].find(
        (seen) => view.isNewAnswer(seen) && matches(readableText(seen), pattern),
      ) ?? popUps().find(({ message }) => matches(message, pattern)),
    () => view.missing(`${key} was not shown ${pattern} privately in ${place}`),
  );
  const isMessage = 'from' in found;
  view.writeDown({
    isPrivate: true,
    isOnlyReader: true,
    text: isMessage ? readableText(found) : found.message,
    buttons: isMessage ? labelsOf(found) : [],
    ...because(differenceReason),
  });
}

/** Waits for a pop-up, or for a message with its words. */
export async function seeNotice(view: Viewpoint, pattern: RegExp | string): Promise<void> {
  const { stage, key } = view;
  await waitForChange(
    [stage],
    () => {
      const { version, notices } = view.since();
      const told = stage
        .notices(key)
        .slice(notices)
        .map(({ message }) => message);
      const said = view
        .messages()
        .filter((seen) => seen.version > version && seen.from.bot)
        .map(readableText);
      return [...told, ...said].some((text) => matches(text, pattern)) ? true : undefined;
    },
    () => view.missing(`${key} was not told ${pattern}`),
  );
  view.writeDown({ isPrivate: true, isOnlyReader: true, text: String(pattern) });
}

/** Waits for a file, here or in the private chat. */
export async function receiveFile(view: Viewpoint, name: string): Promise<VisibleFile> {
  const file = await waitForChange(
    [view.stage],
    () =>
      [...view.messages(), ...view.privateMessages()]
        .filter(view.isNewAnswer)
        .flatMap(({ files }) => files)
        .find((one) => one.name === name),
    () => view.missing(`${view.key} got no file ${name} in ${view.place}`),
  );
  view.writeDown({ text: `<${name}>` });
  return file;
}
