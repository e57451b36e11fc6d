/** A phrase at the beginning of a line, button or label; within sentences it is in lower case in both languages. */
export const capitalize = (text: string): string => {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
};
