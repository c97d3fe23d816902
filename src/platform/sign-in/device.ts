/** Names that stand in a user agent, each before those that claim to be it: Edge also says that it is Chrome. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(e|ium)\/|\bHeadlessChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** What a browser says it is, in two names such as "Firefox, Windows"; empty when neither is known. */
export function deviceOf(userAgent: string | undefined): string {
  const named = (names: readonly [RegExp, string][]): string =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? '';
  return [named(BROWSERS), named(SYSTEMS)].filter((name) => name !== '').join(', ');
}
