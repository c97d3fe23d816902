/**
 * What a person wrote into a form: not its choices, numbers, passwords and hidden fields. For pages that cannot show the form
 * again: the words are handed back, so that nothing that took time to write is lost.
 */
export function typedTexts(body: unknown): string[] {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return entries.flatMap(([name, value]) =>
    typeof value === 'string' && !/^_|password|version|current|again/.test(name) && /\s/.test(value.trim())
      ? [value]
      : [],
  );
}
