import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  type APITextDisplayComponent,
  ChannelType,
  Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  TextInputStyle,
} from 'discord.js';
import { startLocalDiscord } from '../../playground/discord/index.ts';
import { sampleWorld } from '../../playground/sample-world.ts';
import { playgroundRoutes } from '../../playground/server/routes.ts';
import { startWebServer } from '../../src/web/server.ts';

type ChoiceOption = Pick<APISelectMenuOption, 'label' | 'value' | 'description'>;

const options = (...labels: string[]): ChoiceOption[] =>
  labels.map((label, index) => ({
    label,
    value: `v${index}`,
    ...(index === 0 && { description: 'Diễn ra hằng tuần' }),
  }));

type Input<One = APIComponentInLabel> = One extends APIComponentInLabel
  ? Omit<One, 'custom_id'>
  : never;

const field = (label: string, input: Input, description?: string): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  ...(description && { description }),
  component: { custom_id: label, ...input },
});
const words = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
});
const form = (
  name: string,
  components: APIModalInteractionResponseCallbackComponent[],
): APIModalInteractionResponseCallbackData => ({
  custom_id: name,
  title: 'Tạo sự kiện',
  components,
});

/** Forms, whose ids are the commands that open them; a form has five components at most, so every kind takes three. */
const forms = [
  form('form-choices', [
    words('Điền **một lần** cho cả chuỗi. Bỏ trống mục nào thì mục đó giữ nguyên.'),
    field('Tên sự kiện', {
      type: ComponentType.TextInput,
      style: TextInputStyle.Short,
      max_length: 80,
      value: 'Cà phê sáng tạo',
    }),
    field('Lặp lại', {
      type: ComponentType.RadioGroup,
      options: options('Hằng tuần', 'Hằng tháng', 'Một lần'),
    }),
    field(
      'Báo cho ai',
      {
        type: ComponentType.CheckboxGroup,
        options: options('Thành viên', 'Người theo dõi', 'Ban tổ chức'),
        required: false,
      },
      'Có thể chọn nhiều mục',
    ),
    field('Gửi tin nhắc trước một ngày', { type: ComponentType.Checkbox, default: true }),
  ]),
  form('form-lists', [
    field('Chủ đề', {
      type: ComponentType.StringSelect,
      placeholder: 'Chọn chủ đề',
      options: options('Quay phim', 'Podcast', 'Bản quyền'),
    }),
    field(
      'Người phụ trách',
      { type: ComponentType.UserSelect },
      'Người này nhận câu hỏi của khách',
    ),
    field('Vai trò được mời', {
      type: ComponentType.RoleSelect,
      required: false,
      min_values: 0,
      max_values: 2,
    }),
    field('Đăng ở kênh', {
      type: ComponentType.ChannelSelect,
      channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
    }),
    field('Ảnh', {
      type: ComponentType.FileUpload,
      file_types: ['.jpg', '.png'],
      required: false,
      max_values: 3,
    }),
  ]),
  form('form-text', [
    field(
      'Giới thiệu',
      {
        type: ComponentType.TextInput,
        style: TextInputStyle.Paragraph,
        placeholder: 'Hai, ba câu',
        required: false,
        max_length: 500,
      },
      'Hiện ở trang sự kiện và trong bản tin',
    ),
    words('Bấm **Gửi** để xem trước; chưa có gì được đăng.'),
  ]),
];

export const formNames = forms.map(({ custom_id }) => custom_id);

/** The page over a Discord whose bot opens forms with every kind of component. */
export async function startFormBot() {
  const discord = await startLocalDiscord({ world: sampleWorld });
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.url } });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isModalSubmit()) await interaction.reply('✓');
    if (!interaction.isChatInputCommand()) return;
    const found = forms.find(({ custom_id }) => custom_id === interaction.commandName);
    if (found) await interaction.showModal(found);
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
