// The order of the suites: those that take longest begin first, so that the workers end together. On a machine that has
// not run them before jest goes by the size of the files, and begins some minutes of waiting for servers last. What jest
// itself remembers of earlier runs orders the rest.
const Sequencer = require('@jest/test-sequencer').default;

/** Suites of some twenty seconds and more, by what they took. One that is missing here begins when its turn comes. */
const LONGEST = [
  'jobs/faults',
  'stories/every-page',
  'jobs/mailbox',
  'pages/every-route',
  'jobs/late-alarms',
  'jobs/bulk',
  'jobs/mail-replies',
  'stories/cli',
  'jobs/transfers',
  'jobs/mailbox-killed',
  'stories/alarms-week',
  'stories/whole-way',
  'jobs/mornings',
  'jobs/mail',
  'stories/demo',
  'stories/demo-other-days',
];

class LongestFirst extends Sequencer {
  sort(tests) {
    const placeOf = ({ path }) => {
      const place = LONGEST.findIndex((one) => path.endsWith(`test/${one}.spec.ts`));
      return place === -1 ? LONGEST.length : place;
    };
    // The rest stays in the order in which jest has put it.
    return [...super.sort(tests)].sort((a, b) => placeOf(a) - placeOf(b));
  }
}

module.exports = LongestFirst;
