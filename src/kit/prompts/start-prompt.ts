import type { Responder } from '../adapter/responder.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { askQuestion } from './ask-question.ts';
import { decodePrompt } from './decode-prompt.ts';
import { endCurrentPrompt } from './end-current.ts';
import type { PromptHost } from './host.ts';
import { initialPromptState } from './initial-state.ts';
import { type EarlierAnswers, type PromptHome, runPrompt } from './run-prompt.ts';

/**
 * Asks for missing and invalid arguments; runs the command when there are none. Commands that answer privately ask so that
 * nobody else sees it: here if the platform can, otherwise in the person's private chat.
 * @param invalid arguments that are invalid although they can be parsed
 * @param home where the command was asked for before: it is asked for there again
 */
export async function startPrompt<Context extends ParseContext>(
  host: PromptHost<Context>,
  command: string,
  { raw, skipped }: EarlierAnswers,
  context: Context,
  responder: Responder,
  invalid: readonly InvalidArgument[] = [],
  home?: PromptHome,
): Promise<void> {
  const { commands, store, promptKey, createContext, currentPlace } = host;
  const definition = commands.find(({ name }) => name === command);
  if (!definition) return;
  const isInvalid = (name: string) => invalid.some(({ argument }) => argument === name);
  const valid = Object.fromEntries(Object.entries(raw).filter(([name]) => !isInvalid(name)));
  const initial = {
    ...initialPromptState(command, definition, valid, invalid, skipped),
    ...(home?.from === undefined ? {} : { from: home.from }),
  };
  const first = await decodePrompt(
    { state: initial, effect: { type: 'decode' } },
    definition,
    context,
  );
  if (first.effect.type === 'run')
    return runPrompt(
      host,
      undefined,
      home,
      first.state,
      definition,
      context,
      responder,
      false,
      startPrompt,
    );
  const { privateChannel } = responder;
  const isAskedHere =
    home !== undefined ||
    !privateChannel ||
    definition.visibility === 'public' ||
    (await privateChannel.canAskHere?.()) === true;
  if (isAskedHere) {
    const key = home?.key ?? promptKey(context);
    const saved = await store.savePrompt(key, first.state, undefined);
    if (saved) await askQuestion(host, saved, first, definition, context, responder);
    return;
  }
  const originPlace = currentPlace(context);
  const privateContext = await createContext(privateChannel.actor);
  const transition = { ...first, state: { ...first.state, from: originPlace } };
  await privateChannel.continueIn(async (privately) => {
    await endCurrentPrompt(host, privateContext, privately);
    const saved = await store.savePrompt(promptKey(privateContext), transition.state, undefined);
    if (!saved) return;
    try {
      await askQuestion(host, saved, transition, definition, context, {
        ...privately,
        originPlace,
      });
    } catch (error) {
      // Nobody can answer a question that was not shown.
      await store.endPrompt(saved);
      throw error;
    }
  });
}
