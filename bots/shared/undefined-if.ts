/** The result, or undefined where it failed with such an error; other errors are thrown. */
export async function undefinedIf<Value>(
  isExpected: (error: unknown) => boolean,
  request: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await request();
  } catch (error) {
    if (isExpected(error)) return undefined;
    throw error;
  }
}
