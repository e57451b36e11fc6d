import { Client, Events, GatewayIntentBits, REST, Routes } from 'discord.js';

/** The one-line command as in discord.js's guide. */
const { BENCH_TOKEN = '', BENCH_URL = '' } = process.env;
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: BENCH_URL } });
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand() && interaction.commandName === 'hello')
    await interaction.reply('Hello!');
});
client.once(Events.ClientReady, async ({ application }) => {
  const rest = new REST({ api: BENCH_URL }).setToken(BENCH_TOKEN);
  await rest.put(Routes.applicationCommands(application.id), {
    body: [{ name: 'hello', description: 'Says hello' }],
  });
  console.log('ready');
});
await client.login(BENCH_TOKEN);
