import type { MessageContextMenuCommandInteraction } from 'discord.js';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { RawValues } from '../../../src/kit/define/raw-value.ts';
import type { CommandManifest } from '../../../src/kit/menu/manifest.ts';
import { componentTexts } from './component-texts.ts';

/** The message in whose menu a command was chosen, as the value of the argument that takes it. */
export function readTargetMessage(
  {
    guildId,
    channelId,
    targetMessage: { id, content, embeds, components, author },
  }: Pick<MessageContextMenuCommandInteraction, 'guildId' | 'channelId' | 'targetMessage'>,
  args: CommandManifest['arguments'],
  { chat }: Actor,
): RawValues {
  const argument = args.find(({ takesMessage }) => takesMessage)?.name;
  if (argument === undefined) return {};
  const words = [
    content,
    ...embeds.map(({ description }) => description ?? ''),
    componentTexts(components.map((component) => component.toJSON())),
  ];
  const name = words.filter((text) => text.trim() !== '').join('\n');
  return {
    [argument]: {
      ...{ kind: 'message', platformId: id, chatId: chat.platformId, name, authorId: author.id },
      // Nobody else can open a private chat.
      ...(guildId ? { link: `https://discord.com/channels/${guildId}/${channelId}/${id}` } : {}),
    },
  };
}
