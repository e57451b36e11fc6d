/** The platforms that bots run on. */
export const platforms = ['discord', 'telegram'] as const;

export type Platform = (typeof platforms)[number];
