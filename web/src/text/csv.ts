/** Rows of an RFC 4180 table by the names of its first line. */
export function rowsOf(csv: string): Record<string, string>[] {
  const [names = [], ...rows] = cellsOf(csv);
  return rows.filter((row) => row.length === names.length).map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
}

function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, end, quoted, plain] of csv.matchAll(/(^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) {
    if (end.endsWith('\n')) rows.push([]);
    rows[rows.length - 1].push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  }
  return rows;
}
