import { Client, Events, GatewayIntentBits, type ModalComponentData } from 'discord.js';
import { startLocalDiscord } from '../../playground/discord/index.ts';
import { sampleWorld } from '../../playground/sample-world.ts';
import { playgroundRoutes } from '../../playground/server/routes.ts';
import { startWebServer } from '../../src/web/server.ts';

const options = (...labels: string[]) =>
  labels.map((label, index) => ({
    label,
    value: `v${index}`,
    ...(index === 0 && { description: 'Diễn ra hằng tuần' }),
  }));
const field = (label: string, component: Record<string, unknown>, description?: string) => ({
  type: 18,
  label,
  ...(description && { description }),
  component: { custom_id: label, ...component },
});
const form = (name: string, components: unknown[]) => ({
  custom_id: name,
  title: 'Tạo sự kiện',
  components,
});

/** Forms by the name of the command that opens them; a form has five components at most, so every kind takes three. */
const forms = {
  'form-choices': form('form-choices', [
    { type: 10, content: 'Điền **một lần** cho cả chuỗi. Bỏ trống mục nào thì mục đó giữ nguyên.' },
    field('Tên sự kiện', { type: 4, style: 1, max_length: 80, value: 'Cà phê sáng tạo' }),
    field('Lặp lại', { type: 21, options: options('Hằng tuần', 'Hằng tháng', 'Một lần') }),
    field(
      'Báo cho ai',
      {
        type: 22,
        options: options('Thành viên', 'Người theo dõi', 'Ban tổ chức'),
        required: false,
      },
      'Có thể chọn nhiều mục',
    ),
    field('Gửi tin nhắc trước một ngày', { type: 23, default: true }),
  ]),
  'form-lists': form('form-lists', [
    field('Chủ đề', {
      type: 3,
      placeholder: 'Chọn chủ đề',
      options: options('Quay phim', 'Podcast', 'Bản quyền'),
    }),
    field('Người phụ trách', { type: 5 }, 'Người này nhận câu hỏi của khách'),
    field('Vai trò được mời', { type: 6, required: false, min_values: 0, max_values: 2 }),
    field('Đăng ở kênh', { type: 8, channel_types: [0, 5] }),
    field('Ảnh', { type: 19, file_types: ['.jpg', '.png'], required: false, max_values: 3 }),
  ]),
  'form-text': form('form-text', [
    field(
      'Giới thiệu',
      { type: 4, style: 2, placeholder: 'Hai, ba câu', required: false, max_length: 500 },
      'Hiện ở trang sự kiện và trong bản tin',
    ),
    { type: 10, content: 'Bấm **Gửi** để xem trước; chưa có gì được đăng.' },
  ]),
};

export type FormName = keyof typeof forms;
export const formNames = Object.keys(forms) as FormName[];

/** The page over a Discord whose bot opens forms with every kind of component. */
export async function startFormBot() {
  const discord = await startLocalDiscord({ world: sampleWorld });
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.url } });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isModalSubmit()) await interaction.reply('✓');
    if (!interaction.isChatInputCommand()) return;
    const found = formNames.find((name) => name === interaction.commandName);
    // The builders of discord.js do not know every component yet.
    if (found) await interaction.showModal(forms[found] as unknown as ModalComponentData);
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sampleWorld.discord.bot.token);
  await (await ready).application.commands.set(
    formNames.map((name) => ({ name, description: 'Form' })),
  );
  const server = await startWebServer(
    playgroundRoutes({ drivers: [discord.driver], startId: 1, mediaOrigin: discord.url }),
    { host: '127.0.0.1', port: 0 },
  );
  return {
    url: server.url,
    async stop() {
      await client.destroy();
      await server.close();
      await discord.stop();
    },
  };
}
