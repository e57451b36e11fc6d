import { type Argument, argument } from '../../define/argument.ts';
import { err, ok } from '../../define/parse-result.ts';
import type { PickerView } from '../../define/picker.ts';
import { type MessageReference, messageReference } from '../../define/raw-value.ts';

const missingKey = 'kit.errors.noMessage';

/** Nothing that is typed or pressed names a message. */
const picker = (): PickerView => ({ rows: [], accepts: 'words', emptyKey: missingKey });

/**
 * The message that the command is used on, with words or without: chosen in its menu on Discord, replied to with the
 * command on Telegram.
 */
export function message(): Argument<MessageReference, unknown> {
  return argument<MessageReference, unknown>({
    name: 'message',
    acceptsReference: 'message',
    isUntypable: true,
    missingKey,
    schema: messageReference,
    discordOption: { type: 'string' },
    picker,
    encode: (value) => value,
    parse: (raw) => (typeof raw === 'object' && raw.kind === 'message' ? ok(raw) : err(missingKey)),
  }).fromMessage();
}
