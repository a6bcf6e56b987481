// Bundles a module of web/src, so that its pure functions can be tried without a browser.
import { webcrypto } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// What browsers have, and Node only since 19.
globalThis.crypto ??= webcrypto;

const web = new URL('../../../web/', import.meta.url);
const { build } = createRequire(new URL('package.json', web))('esbuild');

/** The exports of all `src/<path>` together, as one bundle: a class that two of them use is one class. */
export async function load(...paths) {
  const result = await build({
    stdin: { contents: paths.map((each) => `export * from './${each}';`).join('\n'), resolveDir: fileURLToPath(new URL('src', web)) },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].contents).toString('base64')}`);
}
