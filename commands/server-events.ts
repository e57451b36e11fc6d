import { connectedSpace } from '../src/communities/connections/arguments.ts';
import { serversMessage } from '../src/event-mirrors/messages.ts';
import { listServers, meantServer, setMirror } from '../src/event-mirrors/service.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'server events',
  help: { section: 'admin', order: 76 },
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  args: { on: boolean().optional(), server: connectedSpace().optional() },
  async run(context) {
    const { on, server } = context.args;
    const servers = await listServers(context);
    const meant = meantServer(servers, server, context.chat.connectionId);
    if (on === undefined || !meant) return serversMessage(meant ? [meant] : servers, context);
    await setMirror(context, meant, on);
    return serversMessage(
      [{ ...meant, isOn: on, isEnding: !on && (meant.isOn || meant.isEnding) }],
      context,
    );
  },
});
