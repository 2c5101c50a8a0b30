// Writes what LiquidJS makes of every case in Golden/*.json into that case as "expected".
// Auth0 renders its email templates with LiquidJS, so these files are what src/Liquid is held against.
//
// How to run it, after adding a case (name, template or templateFile, data) to a file in Golden:
//   folder=$(mktemp -d) && npm install --prefix "$folder" liquidjs@10.30.1 && node tests/Liquid.Tests/golden.mjs "$folder"
// Running the tests needs neither node nor this script.
process.env.TZ = 'UTC';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (!folder) {
  console.error('Name the folder liquidjs was installed in: node golden.mjs <folder>');
  process.exit(1);
}

const { Liquid } = createRequire(join(resolve(folder), 'package.json'))('liquidjs');
const now = Date.parse('2026-11-22T09:42:38Z');
Date.now = () => now;

const here = dirname(fileURLToPath(import.meta.url));
const golden = join(here, 'Golden');
let count = 0;
for (const file of readdirSync(golden).filter(name => name.endsWith('.json'))) {
  const path = join(golden, file);
  const cases = JSON.parse(readFileSync(path, 'utf8'));
  for (const one of cases) {
    const template = one.templateFile ? readFileSync(join(here, one.templateFile), 'utf8') : one.template;
    // Parsed again, or increment would change the data that is written back.
    const data = JSON.parse(JSON.stringify(one.data));
    one.expected = new Liquid({ strictFilters: true, ownPropertyOnly: true }).parseAndRenderSync(template, data);
    count++;
  }
  writeFileSync(path, JSON.stringify(cases, null, 2) + '\n');
}
console.log(`${count} cases written`);
