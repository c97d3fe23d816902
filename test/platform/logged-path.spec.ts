import { loggedPath } from '../../src/platform/logging';

describe('the path in a log', () => {
  it.each([
    ['/desk/cases/1?done=assign', '/desk/cases/1'],
    ['/sq/track?reference=KK-2026-00001&code=ABCD', '/sq/track'],
    ['/calendar/q0hVtYQ3N2v5cX8aB1dE4fG7hI9jK2lM5nO8pQ1rS4t.ics', '/calendar/…'],
    ['/Calendar/secret.ics?x=1', '/calendar/…'],
    ['/desk/sign-in/link/7d0f6a1e.q0hVtYQ3N2v5cX8a?lang=sq', '/desk/sign-in/link/…'],
    ['/desk/sign-in/forgotten', '/desk/sign-in/forgotten'],
    [undefined, undefined],
  ])('of %s is %s', (url, path) => {
    expect(loggedPath(url)).toBe(path);
  });
});
