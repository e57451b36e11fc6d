import { z } from 'zod';
import { RequestArguments } from '../../bot-api/arguments.ts';
import { ApiError, badRequest, botApiError } from '../../bot-api/errors.ts';
import { LIMITS } from '../../limits.ts';
import type { InlineAnswer, InlineResult } from '../../state/inline.ts';
import { readMarkup } from '../../state/reply-markup.ts';
import type { State } from '../../state/state.ts';
import { readText } from '../read-text.ts';

const articleShape = z.looseObject({
  type: z.string(),
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().default(''),
  description: z.string().default(''),
  input_message_content: z.record(z.string(), z.unknown()).optional(),
  reply_markup: z.unknown().optional(),
});

const buttonShape = z.looseObject({
  text: z.string().default(''),
  start_parameter: z.string().optional(),
  web_app: z.unknown().optional(),
});

const buttonParameter = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws ApiError where Telegram refuses it, with 501 for what is not built here */
function readResult(state: State, value: unknown): InlineResult {
  const parsed = articleShape.safeParse(value);
  if (!parsed.success) throw badRequest("Can't parse inline query result: invalid result");
  const { type, id, title, description, input_message_content, reply_markup } = parsed.data;
  if (type !== 'article')
    throw new ApiError(501, `Not Implemented: ${type} results are not built in the playground`);
  if (id === '' || Buffer.byteLength(id) > LIMITS.inlineResultIdBytes)
    throw botApiError('resultId');
  if (title === '') throw botApiError('articleTitle');
  if (!input_message_content) throw botApiError('messageContent');
  const { message_text, ...others } = input_message_content;
  const { text, entities } = readText(
    state,
    new RequestArguments({ ...others, text: message_text }),
  );
  const markup =
    reply_markup === undefined
      ? undefined
      : readMarkup(reply_markup, {
          ...{ private: false, inlineOnly: true, server: state.serverVersion },
        });
  return { id, title, description, text, entities, ...(markup && { markup }) };
}

/** The results of an answer. @throws ApiError where Telegram refuses them */
export function readResults(state: State, args: RequestArguments): InlineResult[] {
  const given = args.json('results', 'inline query results');
  if (!Array.isArray(given)) throw badRequest('Expected an Array of inline query results');
  if (given.length > LIMITS.inlineResults) throw botApiError('resultsTooMuch');
  const results = given.map((value) => readResult(state, value));
  if (new Set(results.map(({ id }) => id)).size < results.length)
    throw botApiError('resultIdDuplicate');
  return results;
}

/** The button over the results. */
export function readResultsButton(args: RequestArguments): InlineAnswer['button'] {
  const button = args.parsed(
    'button',
    'inline query results button',
    buttonShape,
    'Object expected as inline query results button',
  );
  if (!button) return undefined;
  const { text, start_parameter: startParameter = '' } = button;
  if (text === '') throw botApiError('switchTextEmpty');
  if (button.web_app !== undefined)
    throw new ApiError(501, 'Not Implemented: web apps are not built in the playground');
  if (!buttonParameter.test(startParameter)) throw botApiError('startParameter');
  return { text, startParameter };
}
