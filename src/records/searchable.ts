/** Lower case, without accents and doubled spaces: *kerkese* finds *kërkesë*, *opstina* finds *opština*. */
export function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'dj')
    .replace(/\s+/g, ' ')
    .trim();
}
