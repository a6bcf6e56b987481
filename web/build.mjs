// Makes ../build/web (or the folder given as argument) of web/: docs/web.md, "The way of a page", says what is in it.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const web = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(web, '..', 'build', 'web');
const languages = ['id', 'en'];

async function jsonOf(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error.message}`);
  }
}

/** Both languages must have the same areas, the same keys and the same {names}. */
async function checkMessages() {
  const faults = [];
  const areas = await readdir(join(web, 'messages', 'id'));
  for (const area of areas) {
    const [indonesian, english] = await Promise.all(languages.map((each) => jsonOf(join(web, 'messages', each, area))));
    const namesIn = (sentence) => [...new Set(sentence.match(/\{[a-z_]+\}/g) ?? [])].sort().join(' ');
    for (const key of new Set([...Object.keys(indonesian), ...Object.keys(english)])) {
      const plural = key.endsWith('_one');
      if (!(key in english)) faults.push(`en/${area} lacks ${key}`);
      else if (!(key in indonesian)) faults.push(`id/${area} lacks ${key}`);
      else if (!plural && namesIn(indonesian[key]) !== namesIn(english[key])) faults.push(`${area} ${key}: {names} differ`);
    }
  }
  if (faults.length > 0) throw new Error('messages do not agree:\n  ' + faults.join('\n  '));
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

async function compress(bytes) {
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  return { br, gz };
}

const isCompressible = (name) => !['.png', '.woff2', '.ico'].includes(extname(name));

/** Writes a file and, where they are smaller, its compressed forms. */
async function put(path, bytes) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  if (!isCompressible(path)) return;
  const { br, gz } = await compress(bytes);
  if (br.length < bytes.length) await writeFile(path + '.br', br);
  if (gz.length < bytes.length) await writeFile(path + '.gz', gz);
}

const shared = {
  absWorkingDir: web,
  bundle: true,
  minify: true,
  target: 'es2020',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
};

/** The outlines become assets of their own, named in the script through `define`. */
async function putOutlines() {
  const names = {};
  for (const file of await readdir(join(web, 'geo'))) {
    if (!file.endsWith('.topojson')) continue;
    const bytes = await readFile(join(web, 'geo', file));
    const name = `${basename(file, '.topojson')}-${hashOf(bytes)}.json`;
    await put(join(out, 'assets', name), bytes);
    names[basename(file, '.topojson')] = `/assets/${name}`;
  }
  return names;
}

async function putIcons() {
  const names = {};
  for (const file of await readdir(join(web, 'icons'))) {
    const bytes = await readFile(join(web, 'icons', file));
    const name = `${basename(file, extname(file))}-${hashOf(bytes)}${extname(file)}`;
    await put(join(out, 'assets', name), bytes);
    names[file] = `/assets/${name}`;
  }
  return names;
}

async function bundleScripts(outlines, styles) {
  const result = await build({
    ...shared,
    entryPoints: { app: 'src/app/main.tsx' },
    outdir: join(out, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
    inject: ['src/app/shared.ts'],
    define: { OUTLINES: JSON.stringify(outlines), STYLES: JSON.stringify(styles) },
  });
  for (const file of result.outputFiles) await put(file.path, Buffer.from(file.contents));
  return result.metafile.outputs;
}

async function bundleStyle(name) {
  const result = await build({ ...shared, loader: { '.svg': 'file', '.png': 'file' }, assetNames: '[name]-[hash]', entryPoints: [`styles/${name}.css`], outdir: join(out, 'assets'), entryNames: '[name]-[hash]' });
  for (const file of result.outputFiles) await put(file.path, Buffer.from(file.contents));
  return `/assets/${basename(result.outputFiles.find((file) => file.path.endsWith('.css')).path)}`;
}

/** Sheets that only some pages need; the script brings them (src/app/styles.ts). */
async function bundleLaterStyles() {
  const styles = {};
  for (const name of ['map', 'desk', 'dashboard', 'audit', 'admin']) styles[name] = await bundleStyle(name);
  return styles;
}

const asAsset = (path) => `/assets/${basename(path)}`;

/** A chunk and all that it imports at once, as assets. */
function closureOf(outputs, path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const each of outputs[path].imports) if (each.kind === 'import-statement') closureOf(outputs, each.path, seen);
  return seen;
}

/** The first script, and what each area needs next, so that a document can say so at once. */
function modulesOf(outputs) {
  const modules = {};
  let script = '';
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    const area = entryPoint?.match(/^src\/(?:citizen\/)?([a-z]+)\/index\.ts/)?.[1];
    const texts = entryPoint?.match(/^messages\/(id|en)\/([a-z]+)\.json$/);
    if (entryPoint === 'src/app/main.tsx') script = asAsset(path);
    else if (area || texts) modules[area ?? `${texts[2]}/${texts[1]}`] = [...closureOf(outputs, path)].map(asAsset);
  }
  return { script, preload: preloadsOf(modules, script) };
}

/** By area and language (`citizen/en`): the area's scripts, its texts and the common ones, but the first script. */
function preloadsOf(modules, script) {
  const preload = {};
  for (const area of Object.keys(modules).filter((name) => !name.includes('/')))
    for (const language of languages) {
      const files = [area, `${area}/${language}`, `common/${language}`].flatMap((name) => modules[name] ?? []);
      preload[`${area}/${language}`] = [...new Set(files)].filter((file) => file !== script);
    }
  return preload;
}

/** The worker keeps all scripts and styles of its release. */
async function bundleWorker(assets) {
  const version = hashOf(Buffer.from(JSON.stringify(assets)));
  const result = await build({
    ...shared,
    entryPoints: ['src/offline/worker.ts'],
    outdir: out,
    format: 'iife',
    define: { VERSION: JSON.stringify(version), SHELL: JSON.stringify(assets) },
  });
  await put(join(out, 'root', 'sw.js'), Buffer.from(result.outputFiles[0].contents));
}

function manifestOf(language, texts, icons) {
  const prefix = language === 'id' ? '' : `/${language}`;
  const shortcut = (name, path) => ({ name, url: prefix + path, icons: [{ src: icons['icon-192.png'], sizes: '192x192', type: 'image/png' }] });
  return {
    id: '/',
    name: texts['app.name_long'],
    short_name: texts['app.name'],
    description: texts['app.description'],
    lang: language,
    dir: 'ltr',
    start_url: `${prefix}/?from=app`,
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#0b5563',
    categories: ['government', 'utilities'],
    icons: [
      { src: icons['icon.svg'], sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: icons['icon-192.png'], sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: icons['icon-512.png'], sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: icons['icon-maskable-512.png'], sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [shortcut(texts['nav.submit'], '/submit'), shortcut(texts['nav.track'], '/track'), shortcut(texts['nav.reports'], '/reports')],
    share_target: {
      action: `${prefix}/share`,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'photos', accept: ['image/jpeg', 'image/png', 'image/webp'] }] },
    },
  };
}

async function putRoot(icons) {
  for (const language of languages) {
    const texts = await jsonOf(join(web, 'messages', language, 'common.json'));
    const folder = language === 'id' ? 'root' : join('root', language);
    await put(join(out, folder, 'manifest.webmanifest'), Buffer.from(JSON.stringify(manifestOf(language, texts, icons))));
  }
  await put(join(out, 'root', 'favicon.ico'), await readFile(join(web, 'icons', 'favicon.ico')));
  await put(join(out, 'root', 'apple-touch-icon.png'), await readFile(join(web, 'icons', 'icon-180.png')));
  await put(join(out, 'root', 'robots.txt'), await readFile(join(web, 'robots.txt')));
}

async function putMessages() {
  for (const language of languages)
    for (const area of ['common.json', 'page.json'])
      await put(join(out, 'messages', language, area), await readFile(join(web, 'messages', language, area)));
}

await checkMessages();
await rm(out, { recursive: true, force: true });
const outlines = await putOutlines();
const icons = await putIcons();
const style = await bundleStyle('app');
const style_dark = await bundleStyle('dark');
const styles = await bundleLaterStyles();
const outputs = await bundleScripts(outlines, styles);
const { script, preload } = modulesOf(outputs);
// Once each: a cache refuses a list that names something twice.
await bundleWorker([...new Set([script, ...Object.keys(outputs).map(asAsset), style, style_dark, ...Object.values(styles), icons['icon.svg']])]);
await putRoot(icons);
await putMessages();
await writeFile(join(out, 'assets.json'), JSON.stringify({ script, preload, style, style_dark, icons }, null, 1));
