const sheets = new Map<string, Promise<void>>();

/** Brings a sheet that only some pages need; once, and anew after a failure. Areas without one of their own have none. */
export function loadStyle(name: string): Promise<void> {
  const address = STYLES[name];
  if (!address) return Promise.resolve();
  const known = sheets.get(name);
  if (known) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    link.onload = () => resolve();
    link.onerror = () => {
      sheets.delete(name);
      link.remove();
      reject(new Error(`the style of ${name} cannot be loaded`));
    };
    document.head.append(link);
  });
  sheets.set(name, loading);
  return loading;
}
