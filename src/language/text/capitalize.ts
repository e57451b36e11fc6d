/** Words as they begin a line, a button or a label: words within a sentence are written small in both languages. */
export const capitalize = (text: string): string => {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
};
