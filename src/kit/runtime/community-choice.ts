import { button, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { Invocation } from '../adapter/invocation.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { KitHost } from './host.ts';

/** Asks for which community a command is called; the buttons continue the call with everything that came with it. */
export async function askWhichCommunity<Context extends ParseContext>(
  host: Pick<KitHost<Context>, 'communityChoices' | 'noCommunityMessage' | 'promptKey'>,
  { command, step, values, line, implied, form }: Invocation,
  context: Context,
): Promise<Message | undefined> {
  const communities = await host.communityChoices(context);
  if (communities.length === 0) return host.noCommunityMessage?.(context);
  const call = {
    command,
    args: values,
    account: host.promptKey(context).accountId,
    once: true,
    answer: 'update' as const,
    ...(step === undefined ? {} : { step }),
    ...(line === undefined ? {} : { line }),
    ...(implied === undefined ? {} : { implied }),
    ...(form === undefined ? {} : { form: form.page }),
    ...(form?.fields ? { fields: [...form.fields] } : {}),
  };
  return message([paragraph(context.t('kit.whichCommunity'))], {
    buttons: communities.map(({ id, name }) => [button(name, { ...call, choose: id })]),
  });
}
