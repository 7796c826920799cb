// How does the page ask for files and give one away, without a place of its own to keep them?

/** The system's dialog; an empty list when nothing was chosen. */
export const chooseFiles = (accept: string, many: boolean): Promise<readonly File[]> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = many;
    if (accept !== '') input.accept = accept;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });

/** Saves what an address gives under a name. */
export const saveFrom = (href: string, name: string): void => {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
};

/** Saves a text the page has made itself: a table, a picture. */
export const saveText = (text: string, name: string, type: string): void => saveBlob(new Blob([text], { type }), name);

export const saveBlob = (blob: Blob, name: string): void => {
  const href = URL.createObjectURL(blob);
  saveFrom(href, name);
  URL.revokeObjectURL(href);
};
