import { scenario } from '../../support/scenario/scenario.ts';

scenario(
  'A value refused twice by the command is asked for again where the question begun in a group is held',
  async ({ thao, group }) => {
    await thao.starts();
    await thao.says('/course new', { title: 'Dựng phim' });
    await thao.sees(/Dựng phim/);
    const chat = thao.in(group);
    const session = { course: 'Dựng phim', length: '2h', seats: '5' };
    await chat.says('/course session', { ...session, when: '9:00 20/11/2026' });
    const asked = chat.inPrivate();
    await asked.sees(/đã qua/);
    await asked.corrects({ when: '9:00 21/11/2026' });
    await asked.sees(/đã qua/);
    await asked.corrects({ when: '9:00 28/11/2026' });
    await asked.sees(/28\/11/);
  },
  {
    incomparableReason:
      'Telegram asks in the private chat, one value after the other; Discord by a form in the group',
  },
);
