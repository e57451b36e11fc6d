import type { FormAnswer, VisibleMessage } from '../../../../playground/driver/visible-message.ts';
import { waitForChange } from '../wait-for-change.ts';
import { typedAnswer } from './form-answers.ts';
import type { Viewpoint } from './viewpoint.ts';

/** The button that opens a form with invalid values. */
const fixLabel = /^(Fix it|Sửa lại)$/;
/** The buttons that end a question. */
const cancelLabel = /^(Cancel|Hủy|Stop|Dừng hỏi)$/;
/** The button that skips a question. */
const skipLabel = /^(Skip|Bỏ qua)$/;

/** What the bot said here since, changes of what was `known` left out: the newest with buttons, else the newest. */
function answeredSince(
  view: Viewpoint,
  since: number,
  known?: ReadonlySet<string>,
): VisibleMessage | undefined {
  const said = view
    .messages()
    .filter(({ from, version, id }) => from.bot && version > since && !known?.has(id));
  return said.findLast(({ buttons }) => buttons.length > 0) ?? said.at(-1);
}

const labelIn = (message: VisibleMessage | undefined, label: RegExp): string | undefined =>
  message?.buttons.flat().find((button) => label.test(button.label))?.label;

/** Waits for what fields are filled in with: a form, or on Telegram a question. */
export async function waitForQuestion(view: Viewpoint): Promise<void> {
  const { stage, key, place } = view;
  const isAsked = () =>
    stage.platform === 'discord'
      ? stage.openForm(key) !== undefined
      : labelIn(
          view.messages().findLast(({ from }) => from.bot),
          cancelLabel,
        ) !== undefined;
  await waitForChange(
    [stage],
    () => isAsked() || undefined,
    () => view.missing(`${key} is asked nothing in ${place}`),
  );
}

/** Passes over a question, and waits for what comes next. @returns the version before */
async function skip(view: Viewpoint, label: string): Promise<number> {
  const { stage, key } = view;
  const since = stage.latestVersion();
  const popUps = stage.notices(key).length;
  await stage.pressButton(key, view.at(), label);
  await waitForChange(
    [stage],
    () => (answeredSince(view, since) || stage.notices(key).length > popUps ? true : undefined),
    () => view.missing(`nothing came after “${label}”`),
  );
  return since;
}

/** Answers one question after the other; what is empty or not in the answers is passed over. */
async function answerQuestions(view: Viewpoint, answers: readonly FormAnswer[]): Promise<void> {
  const { stage, key } = view;
  let since = stage.latestVersion();
  let known: ReadonlySet<string> = new Set();
  const open = (): VisibleMessage | undefined =>
    view.messages().findLast(({ from, buttons }) => from.bot && buttons.length > 0);
  for (const answer of answers) {
    const { text, files } = typedAnswer(answer);
    const label = text === '' && files.length === 0 ? labelIn(open(), skipLabel) : undefined;
    if (label !== undefined) {
      since = await skip(view, label);
      known = new Set();
      continue;
    }
    const before = stage.latestVersion();
    const there = new Set(view.messages().map(({ id }) => id));
    since = before;
    known = there;
    await stage.sendMessage(key, view.at(), text, files.length === 0 ? {} : { files: [...files] });
    await waitForChange(
      [stage],
      () => (answeredSince(view, before, there) ? true : undefined),
      () => view.missing(`nobody answered “${text}”`),
    );
  }
  for (;;) {
    const label = labelIn(answeredSince(view, since, known), skipLabel);
    if (label === undefined) return;
    since = await skip(view, label);
    known = new Set();
  }
}

/** Sends the open form, or on Telegram answers what is asked. */
export async function fillFields(
  view: Viewpoint,
  values: Readonly<Record<string, FormAnswer>>,
): Promise<void> {
  await waitForQuestion(view);
  if (view.stage.platform === 'discord') await view.stage.submitForm(view.key, values);
  else await answerQuestions(view, Object.values(values));
}

/** Opens the form with invalid values where there is one; on Telegram they are asked for already. */
export async function openCorrection(view: Viewpoint): Promise<void> {
  const { stage, key } = view;
  if (stage.platform !== 'discord') return;
  const label = labelIn(answeredSince(view, view.since().version), fixLabel);
  if (label === undefined) throw new Error(`${key} was offered no form to correct values`);
  await stage.pressButton(key, view.at(), label);
}
