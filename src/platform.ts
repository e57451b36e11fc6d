/** The platforms that bots run on. */
const platforms = ['discord', 'telegram'] as const;

export type Platform = (typeof platforms)[number];
