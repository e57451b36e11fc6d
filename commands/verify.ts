import { certificateFileArgument, maxFileBytes } from '../src/certificates/arguments.ts';
import { verifyGiven } from '../src/certificates/verify/given.ts';
import {
  elsewhereMessage,
  unknownMessage,
  verdictMessage,
} from '../src/certificates/verify/verdict-messages.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'verify',
  help: { section: 'training', order: 50 },
  visibility: 'private',
  args: { code: text({ max: 200 }).optional(), file: certificateFileArgument().optional() },
  async run({ args: { code, file }, ...context }) {
    const found = await verifyGiven(context, { code, file, maxBytes: maxFileBytes });
    if (!found) return unknownMessage(file ? 'unknownFile' : 'unknown', context);
    return 'elsewhere' in found
      ? elsewhereMessage(found.elsewhere, context)
      : verdictMessage(found.verdict, context, found.file);
  },
});
