/** Most values suggested at once. Source: Discord, "Autocomplete". */
export const maxSuggestions = 25;

/** Most fields of one form. Source: Discord, "Modal". */
export const maxFormFields = 5;

/** Longest label of a suggestion, in UTF-16 units. Source: Discord, autocomplete choices and options of selects. */
export const maxLabelLength = 100;

/** Longest label of a button, in UTF-16 units. Source: Discord, "Button". */
export const maxButtonLabelLength = 80;

/** What both platforms accept. Source: Discord, "Application Command Structure"; Bot API, BotCommand. */
export const commandLimits = {
  name: /^[a-z][a-z0-9]{0,14}( [a-z][a-z0-9]{0,14})?$/,
  argument: /^[a-z][a-z0-9_]{0,31}$/,
  /** A localized name, as Discord shows it. */
  shownName: /^[-_'\p{L}\p{N}]{1,32}$/u,
  description: 100,
  arguments: 25,
  commands: 100,
  subcommands: 25,
  formTitle: 45,
  /** Characters of a command's names and descriptions, including its options and subcommands. */
  characters: 8000,
} as const;
