import { expect } from 'vitest';
import { type ScenarioOptions, scenario } from '../../support/scenario/scenario.ts';

const onlyTelegram: ScenarioOptions = {
  only: {
    platform: 'telegram',
    because:
      'the Discord bot does not read what people write in servers, which would be all messages of all servers',
  },
};

scenario('Linh asks in her own words what is on', async ({ linh }) => {
  await linh.in('dm').says('/start');
  await linh.in('dm').sees(/./);
  await linh.in('dm').says('tháng 12 có gì ở Huế không bot ơi?');
  await linh.in('dm').sees(/Tuần lễ Văn hóa Di sản/);
  await linh.in('dm').says('cảm ơn bot nhiều nhé');
  await linh.in('dm').sees(/chưa hiểu câu này[\s\S]*cuối tuần này có gì ở Huế[\s\S]*\/help/);
  await linh.in('dm').says('có gì ngày 31/2 không?');
  await linh.in('dm').sees(/./);
});

scenario(
  'Minh, whom the bot has never seen, asks in English',
  async ({ minh }) => {
    await minh.in('dm').says('any events about film in December?');
    await minh.in('dm').sees(/Film/);
    await minh.in('dm').says('tell me a joke');
    await minh.in('dm').sees(/didn’t get that[\s\S]*in Hà Nội this weekend/);
  },
  onlyTelegram,
);

scenario(
  'In a group, the bot answers who mentions it and nobody else',
  async ({ linh, thao, announcements }) => {
    await thao.in(announcements).says('cuối tuần này có gì ở Huế?');
    await linh.in(announcements).says('@callboard_bot tháng 12 có gì ở Huế?');
    await linh.in(announcements).sees(/Tuần lễ Văn hóa Di sản/);
  },
  onlyTelegram,
);

scenario(
  'On Discord, a person is answered in the language that their app last told, and others are not heard',
  async ({ minh, thao, app, group }) => {
    await minh.says('/start');
    await minh.sees(/Callboard/);
    await minh.in('dm').says('any events about film in December?');
    await minh.in('dm').sees(/Film/);
    const before = app.discord.counters().requests;
    await thao.in(group).says('cuối tuần này có gì ở Huế?');
    await minh.in('dm').says('tell me a joke');
    await minh.in('dm').sees(/didn’t get that[\s\S]*in Hà Nội this weekend/);
    expect(app.discord.counters().requests).toBe(before + 1);
    expect(app.loggedWarnings.join()).not.toContain('joke');
  },
  { only: { platform: 'discord', because: 'Telegram tells the language with each message' } },
);
