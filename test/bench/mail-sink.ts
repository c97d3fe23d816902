import { SMTPServer } from 'smtp-server';

/* A local mail server in a process of its own, which takes every letter and throws it away. Tells what it took when asked. */

let taken = 0;
let first = 0;
let last = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData(stream, _session, answer) {
    stream.resume();
    stream.on('end', () => {
      taken += 1;
      last = Date.now();
      if (taken === 1) first = last;
      answer();
    });
  },
});
server.on('error', () => undefined);
const listening = server.listen(0, '127.0.0.1', () => process.send?.(listening.address()));
process.on('message', (asked) => {
  process.send?.({ taken, first, last });
  if (asked === 'forget') taken = 0;
});
process.on('disconnect', () => process.exit());
