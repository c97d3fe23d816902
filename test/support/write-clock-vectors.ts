import { writeFileSync } from 'node:fs';
import { clockCalendars, clockVectors } from '../make/clock-vectors';

writeFileSync('docs/clock-vectors.csv', clockVectors());
writeFileSync('docs/clock-calendars.csv', clockCalendars());
