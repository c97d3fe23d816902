import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/platform/clock';
import { fixedClock } from '../support/clock';

describe('the clock', () => {
  it('shows the time of the machine', () => {
    expect(Math.abs(systemClock().now().getTime() - Date.now())).toBeLessThan(1000);
  });

  it('starts at a given instant and runs on from there', async () => {
    const start = new Date('2026-03-30T09:00:00+02:00');
    const clock = systemClock(start);
    await sleep(60);
    const passed = clock.now().getTime() - start.getTime();
    expect(passed).toBeGreaterThanOrEqual(50);
    expect(passed).toBeLessThan(5000);
    expect(clock.today()).toBe('2026-03-30');
  });

  it('knows the day in Kosovo, wherever the machine stands', () => {
    expect(fixedClock('2026-03-30T21:59:59Z').today()).toBe('2026-03-30');
    expect(fixedClock('2026-03-30T22:00:00Z').today()).toBe('2026-03-31');
  });

  it('stands still in a test until it is moved', () => {
    const clock = fixedClock('2026-03-30T09:00:00Z');
    clock.advance({ days: 9, hours: 1 });
    expect(clock.now()).toEqual(new Date('2026-04-08T10:00:00Z'));
    clock.set('2026-01-01T00:00:00Z');
    expect(clock.today()).toBe('2026-01-01');
  });
});
