// Bundles a module of web/src for Node and imports it, so that the tests run the code that browsers get.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const web = join(dirname(fileURLToPath(import.meta.url)), '../../../web');
const { build } = createRequire(join(web, 'package.json'))('esbuild');

/** What `path` (below web/src) exports. */
export async function bundled(path) {
  const result = await build({ absWorkingDir: web, entryPoints: [join('src', path)], bundle: true, format: 'esm', target: 'es2020', write: false, logLevel: 'warning' });
  const folder = mkdtempSync(join(tmpdir(), 'lapor-unit-'));
  try {
    writeFileSync(join(folder, 'module.mjs'), result.outputFiles[0].contents);
    return await import(join(folder, 'module.mjs'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
