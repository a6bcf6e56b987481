import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const web = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'web');
const { build } = await import(pathToFileURL(join(web, 'node_modules', 'esbuild', 'lib', 'main.js')).href);

/** A module of web/src (`text/find.ts`), as the browser gets it. */
export async function load(module) {
  const { outputFiles } = await build({
    absWorkingDir: web,
    entryPoints: [join('src', module)],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const folder = await mkdtemp(join(tmpdir(), 'lapor-unit-'));
  try {
    const file = join(folder, 'module.mjs');
    await writeFile(file, outputFiles[0].contents);
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
