import type { FileToRead } from './read-text';

/**
 * The process that reads files of strangers. Whatever such a file does to it – memory, time, a crash – it does to nobody
 * else. Told a file, it answers with its text.
 */
process.on('message', (file: FileToRead) => {
  // Loaded with the first file, and never by the process that only starts this one.
  void import('./read-text.js')
    .then(({ readText }) => readText(file, () => performance.now()))
    .catch(() => ({ state: 'broken', text: '' }))
    .then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
