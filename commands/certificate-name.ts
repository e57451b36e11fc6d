import { ownCertificate } from '../src/certificates/arguments.ts';
import { certificateFile } from '../src/certificates/file/certificate-file-view.ts';
import { nameCertificate, nameLimits } from '../src/certificates/holders/naming.ts';
import { ownFileMessage } from '../src/certificates/messages/holder-messages.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { form } from '../src/kit/define/form.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'certificate name',
  help: 'unlisted',
  visibility: 'private',
  args: {
    certificate: ownCertificate(),
    ...form({ full_name: text({ max: nameLimits.letters }), show_name: boolean() }),
  },
  async run({ args, ...context }) {
    const named = await nameCertificate(context, args.certificate, {
      name: args.full_name,
      showsName: args.show_name,
    });
    return ownFileMessage(named, await certificateFile(named, context), context);
  },
});
