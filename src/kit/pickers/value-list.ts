/** Several values as one text, in picker states and answers: `alerts, events`. */
export const joinValues = (values: readonly string[]): string => values.join(', ');

/** Splits a list that a person typed or {@link joinValues} made. */
export const splitValues = (text: string | number | undefined): string[] =>
  String(text ?? '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
