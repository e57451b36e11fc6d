/** The application's id, which is the first part of a bot's token; empty for a token of another format. */
export const botIdOf = (token: string): string => {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return /^\d{15,20}$/.test(id) ? id : '';
};
