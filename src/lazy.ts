/** A value that is made when it is first needed, and kept. @param make pure: it makes the same whenever it is called */
export function lazy<Value>(make: () => Value): () => Value {
  let kept: { value: Value } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}
