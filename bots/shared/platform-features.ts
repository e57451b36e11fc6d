/** What a platform, or the server through which it is reached, can do. Read by the bots alone. */
export interface PlatformFeatures {
  /** A message in a group that only one person sees. */
  ephemeral: boolean;
  /** One message has buttons and opens the reply field. */
  forceReplyWithButtons: boolean;
  /** A time that each client shows in its reader's own zone. */
  dateTime: boolean;
  /** A button that copies a text. */
  copyButtons: boolean;
  /** A button that cannot be pressed. */
  disabledButtons: boolean;
  /** Messages with tables. */
  rich: boolean;
  /** Buttons within such a message. */
  richButtons: boolean;
}

/** Where nothing is proven. */
export const noFeatures: PlatformFeatures = {
  ephemeral: false,
  forceReplyWithButtons: false,
  dateTime: false,
  copyButtons: false,
  disabledButtons: false,
  rich: false,
  richButtons: false,
};

/** Discord has no older servers. Forms take the place of questions. */
export const discordFeatures: PlatformFeatures = {
  ephemeral: true,
  forceReplyWithButtons: false,
  dateTime: true,
  copyButtons: false,
  disabledButtons: true,
  rich: false,
  richButtons: false,
};
