import { nowAsDate } from '../src/context/command-context.ts';
import { listOwnAnswers } from '../src/courses/applications/own-answers.ts';
import { ownAnswerButtons, ownAnswerLines } from '../src/courses/applications/own-answers-view.ts';
import { countMissingBySignup } from '../src/courses/questions/answers/form-state.ts';
import {
  ownAnswerFormButtons,
  ownSignupButtons,
  ownSignupLines,
} from '../src/courses/signups/own-signup-messages.ts';
import { listOwnSignups } from '../src/courses/signups/queries.ts';
import { listOwnEvents } from '../src/events/queries.ts';
import { ownEventLine } from '../src/events/rsvp-messages/own-events.ts';
import { bold, heading, list, message, paragraph } from '../src/message/build.ts';
import type { Block } from '../src/message/message.ts';
import { readProfile } from '../src/people/profile.ts';
import { profileLines } from '../src/people/profile-view.ts';
import { defineCommand } from './define.ts';

/** Buttons of one row. */
const maxButtons = 5;

export default defineCommand({
  name: 'mine',
  help: { section: 'yours', order: 10 },
  visibility: 'private',
  async run(context) {
    const { t, db, person } = context;
    const signups = await listOwnSignups(db, person.id, nowAsDate(context));
    const missing = await countMissingBySignup(
      db,
      signups.map(({ signup }) => signup),
      nowAsDate(context),
    );
    const answers = await listOwnAnswers(db, person.id, nowAsDate(context));
    const lines = [
      ...ownSignupLines(signups, missing, context),
      ...ownAnswerLines(answers, signups.length + 1, context),
    ];
    const buttons = [
      ...ownAnswerButtons(answers, signups.length + 1, context),
      ...ownSignupButtons(signups, context),
    ].slice(0, maxButtons);
    const events = await listOwnEvents(db, person.id, nowAsDate(context));
    const profile = profileLines(context, await readProfile(context));
    const part = (name: string, lines: readonly string[]): Block[] => [
      paragraph(bold(t(`commands.mine.${name}`))),
      lines.length > 0 ? list(lines) : paragraph(t(`commands.mine.no.${name}`)),
    ];
    return message(
      [
        heading(t('commands.mine.title')),
        paragraph(bold(t('commands.mine.signups'))),
        paragraph(lines.length > 0 ? lines.join('\n') : t('commands.mine.no.signups')),
        ...part(
          'events',
          events.map((own) => ownEventLine(own, context)),
        ),
        ...part('follows', profile.subscriptions),
        ...part('accounts', profile.accounts),
        ...part('roles', profile.roles),
      ],
      { buttons: [buttons, ownAnswerFormButtons(signups, missing, context)] },
    );
  },
});
