import { listMySignups } from '../src/courses/my-signups.ts';
import { listMyEvents } from '../src/events/my-events.ts';
import { bold, heading, list, message, paragraph } from '../src/message/build.ts';
import type { Block } from '../src/message/message.ts';
import { readProfile } from '../src/people/profile.ts';

import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'mine',
  visibility: 'private',
  async run(call) {
    const { t } = call;
    const signups = await listMySignups(call);
    const me = await readProfile(call);
    const part = (name: string, lines: readonly string[]): Block[] => [
      paragraph(bold(t(`commands.mine.${name}`))),
      lines.length > 0 ? list(lines) : paragraph(t(`commands.mine.no.${name}`)),
    ];
    return message(
      [
        heading(t('commands.mine.title')),
        paragraph(bold(t('commands.mine.signups'))),
        paragraph(
          signups.lines.length > 0 ? signups.lines.join('\n') : t('commands.mine.no.signups'),
        ),
        ...part('events', await listMyEvents(call)),
        ...part('follows', me.subscriptions),
        ...part('accounts', me.accounts),
        ...part('roles', me.roles),
      ],
      { buttons: [signups.buttons] },
    );
  },
});
