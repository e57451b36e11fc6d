import type { MessageReader } from '../../../src/message/reader.ts';
import type { PlatformFeatures } from '../../shared/platform-features.ts';

/** What the server is known to take on a keyboard. */
export type KeyboardFeatures = Pick<PlatformFeatures, 'copyButtons' | 'disabledButtons'>;

/** The features of a server that a message's form depends on. */
export const messageFeatures = ({
  dateTime,
  copyButtons,
  disabledButtons,
}: PlatformFeatures): Pick<PlatformFeatures, 'dateTime' | keyof KeyboardFeatures> => ({
  ...{ dateTime, copyButtons, disabledButtons },
});

/** The features that the form of an answer depends on: only answers to commands may have tables. */
export const answerFeatures = (
  features: PlatformFeatures,
): ReturnType<typeof messageFeatures> & Pick<PlatformFeatures, 'rich' | 'richButtons'> => ({
  ...messageFeatures(features),
  rich: features.rich,
  richButtons: features.richButtons,
});

/** Who reads a message, and what the server can show. */
export interface TelegramReader extends MessageReader, Partial<KeyboardFeatures> {
  /** The server is known to take date entities; otherwise times are plain text. */
  dateTime?: boolean;
  /** The server is known to take rich messages. */
  rich?: boolean;
  /** And buttons in them. */
  richButtons?: boolean;
}
