/** Whether the digits can only be a date: `31/2`, `21-25/11`, `1.12.2026`. */
export const looksLikeDate = (word: string): boolean =>
  /^\d{1,2}(?:[-–]\d{1,2})?[/.-]\d{1,2}(?:[/.-]\d{2,4})?$/.test(word);
