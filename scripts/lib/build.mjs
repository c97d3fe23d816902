import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { run } from './run.mjs';
import { Refusal, root, say, took } from './say.mjs';

const code = ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const looks = ['templates/styles', 'templates/assets', 'package-lock.json', 'scripts/lib/build.mjs'];

/** Compiles what has changed since the last time into dist; says nothing when nothing has. */
export async function build() {
  const began = performance.now();
  const done = await Promise.all([
    when('code', code, ['dist/src', 'dist/migrations'], compile),
    when('looks', looks, ['dist/assets'], assets),
  ]);
  if (done.some(Boolean)) say(`Built in ${took(began)}`);
}

/** Does the work when the inputs are not those of the stamp, after removing what it made before. */
async function when(name, inputs, outputs, work) {
  const stamp = path.join(root, 'dist', `.${name}`);
  const now = fingerprint(inputs);
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (before === now && outputs.every((output) => existsSync(path.join(root, output)))) return false;
  for (const output of [...outputs, `dist/.${name}`]) rmSync(path.join(root, output), { recursive: true, force: true });
  await work();
  for (const output of outputs) mkdirSync(path.join(root, output), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

async function compile() {
  const { code: exit, output } = await run(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig.build.json',
  ]);
  if (exit !== 0) throw new Refusal(`the source does not compile:\n${output}`);
}

/** The style sheet, GOV.UK Frontend's script and our own files, side by side under /assets/. */
async function assets() {
  const to = path.join(root, 'dist/assets');
  mkdirSync(to, { recursive: true });
  const own = path.join(root, 'templates/assets');
  if (existsSync(own)) cpSync(own, to, { recursive: true });
  const govuk = path.join(root, 'node_modules/govuk-frontend/dist/govuk');
  cpSync(path.join(govuk, 'govuk-frontend.min.js'), path.join(to, 'govuk-frontend.min.js'));
  const sheet = path.join(root, 'templates/styles/app.scss');
  if (!existsSync(sheet)) return pack(to);
  const sass = createRequire(import.meta.url)('sass');
  try {
    const { css } = sass.compile(sheet, { style: 'compressed', quietDeps: true, loadPaths: [root] });
    writeFileSync(path.join(to, 'app.css'), css);
  } catch (error) {
    throw new Refusal(`the style sheet does not compile:\n${error.message}`);
  }
  pack(to);
}

/** Packs each text once here, so that no visitor waits for it. */
function pack(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(css|js|svg)$/.test(name)) continue;
    const bytes = readFileSync(path.join(folder, name));
    writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(path.join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** A hash of the contents, not of the dates: a fresh checkout of the same commit is the same. */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of files(path.join(root, input)))
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
  }
  return hash.digest('hex');
}

function files(file) {
  if (!existsSync(file)) return [];
  if (!statSync(file).isDirectory()) return [file];
  const names = readdirSync(file).sort();
  return names.flatMap((name) => files(path.join(file, name)));
}
