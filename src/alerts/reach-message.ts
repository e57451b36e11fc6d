import type { Translator } from '../language/catalogue.ts';
import type { AlertReach } from './audience.ts';

/** `7 chats (Discord 3, Telegram 4)`. */
export function formatReach(
  { t }: Pick<Translator, 't'>,
  { count, byPlatform }: AlertReach,
): string {
  const parts = byPlatform.map((one) => `${t(`platforms.${one.platform}`)} ${one.count}`);
  const all = t('alerts.reach', { count });
  return parts.length === 0 ? all : `${all} (${parts.join(', ')})`;
}
