import { survivors } from './mutation-survivors.mjs';

const NOTICED = new Set(['Killed', 'Timeout']);
const MISSED = new Set(['Survived', 'NoCoverage']);

/**
 * The report of a run as a page: figures of each file, and every change that no test noticed with the reason why.
 * Changes after which the tests cannot even be loaded count for nothing.
 */
export function reportOf({ files }) {
  const rows = Object.entries(files)
    .map(([file, { mutants, source }]) => rowOf(file, mutants, source))
    .filter(({ noticed, missed }) => noticed + missed.length > 0);
  const noticed = sum(rows.map((row) => row.noticed));
  const missed = rows.flatMap((row) => row.missed);
  const score = (100 * noticed) / (noticed + missed.length);
  const lines = missed.map((one) => ({ ...one, why: survivors[one.key] }));
  const unloaded = sum(Object.values(files).map(({ mutants }) => mutants.filter(isUnloaded).length));
  const text = pageOf({ rows, noticed, score, missed: lines, unloaded });
  return { text, score, unexplained: lines.filter(({ why }) => !why).length };
}

function rowOf(file, mutants, source) {
  const missed = mutants
    .filter(({ status }) => MISSED.has(status))
    .map(({ location, replacement }) => {
      const was = cut(source, location);
      const name = file.replace('src/core/law/', '');
      return { key: `${name}: ${oneLine(was)} -> ${oneLine(replacement)}`, line: location.start.line };
    });
  return { file, noticed: mutants.filter(({ status }) => NOTICED.has(status)).length, missed };
}

function cut(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join('\n');
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
const isUnloaded = ({ status }) => status === 'RuntimeError';
const sum = (list) => list.reduce((total, one) => total + one, 0);
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const code = (text) => {
  const mark = text.includes('`') ? '```' : '`';
  const space = mark.length > 1 ? ' ' : '';
  return `${mark}${space}${text.replaceAll('|', '\\|')}${space}${mark}`;
};

function pageOf({ rows, noticed, score, missed, unloaded }) {
  const whole = noticed + missed.length;
  const kinds = [...new Set(missed.map(({ key }) => key))].map((key) => missed.filter((one) => one.key === key));
  return [
    '# Who notices a changed law',
    '',
    'Made by `npm run mutation`: [Stryker](https://stryker-mutator.io) changes the code of `src/core/law` in one place (a `<`',
    'becomes `<=`, a condition always true, a block empty), runs the tests of `test/law` that touch the place, and puts it back.',
    'A change that no test notices is a rule that no test holds. At least 95 % must be noticed, and the rest explained below.',
    '',
    'The tests with random questions ask fewer of them here, and the walk over every day since 2010 is left out: what they would',
    'notice beyond this comes on top.',
    '',
    `**${score.toFixed(1)} % noticed: ${noticed} of ${whole} changes.** Not counted are ${unloaded} after which the tests could not even be loaded.`,
    '',
    'Left out are the tables of days (`calendars/`) and of terms (`statutes/`), which are data: the tests compare them value by',
    'value with `docs/law.md`, with the rule of Law 03/L-064, and with a second table of clocks (`test/support/other-law.ts`).',
    '',
    '| file | changes | noticed | |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ file, noticed: own, missed: others }) => {
      const all = own + others.length;
      return `| \`${file}\` | ${all} | ${own} | ${percent(own, all)} |`;
    }),
    '',
    '## What nobody noticed',
    '',
    'Each is a change after which the program still answers the same, or differs where no answer depends on it.',
    '',
    '| change | why no test can notice it |',
    '| --- | --- |',
    ...kinds.map(([{ key, why }, ...more]) => {
      const places = more.length > 0 ? ` (in ${more.length + 1} places)` : '';
      return `| ${code(key)}${places} | ${why ?? '**not explained**'} |`;
    }),
    '',
  ].join('\n');
}
