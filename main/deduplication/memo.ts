// What was worked out before? Words, names and journals return a thousand times in a long list.

/** `make` with its answers kept; all are dropped once `most` are held, so that memory stays bounded. */
export const remembered = <T>(make: (text: string) => T, most: number): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
};
