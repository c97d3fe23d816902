// The clock of a machine that somebody moves: node -r ./test/faults/moved-clock.cjs. Whatever the process does with the
// time, its own code and every library, sees the same moved clock. The file of QASJA_TEST_CLOCK says by how many
// milliseconds, and may change at any moment.
const { readFileSync } = require('node:fs');

const file = process.env.QASJA_TEST_CLOCK;
const Real = Date;
const realNow = Date.now;
/** Looked up so often: a process learns of a move within this many milliseconds. */
const LOOK_EVERY_MS = 20;
let [ahead, looked] = [0, -Infinity];

function now() {
  const at = performance.now();
  if (at - looked > LOOK_EVERY_MS) {
    looked = at;
    ahead = Number(readFileSync(file, 'utf8'));
  }
  return realNow() + ahead;
}

globalThis.Date = new Proxy(Real, {
  construct: (target, args, asked) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, asked === globalThis.Date ? target : asked),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
