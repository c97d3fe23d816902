/** A QR code as rectangles one module high, in modules from the upper left corner. */
export interface Qr {
  /** Modules on each side, without the quiet zone of four around it. */
  size: number;
  runs: readonly { x: number; y: number; width: number }[];
}

/** The code of a text. The library is loaded with the first one. */
export async function qrOf(text: string): Promise<Qr> {
  const { create } = await import('qrcode');
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const runs: { x: number; y: number; width: number }[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!data[y * size + x]) continue;
      const from = x;
      while (x + 1 < size && data[y * size + x + 1]) x += 1;
      runs.push({ x: from, y, width: x - from + 1 });
    }
  }
  return { size, runs };
}

/** For the `d` of an SVG path. */
export const qrPath = ({ runs }: Qr): string =>
  runs.map(({ x, y, width }) => `M${x + 4} ${y + 4}h${width}v1h-${width}z`).join('');

/** The whole address that opens a case: number and code are in it, so whoever has it needs nothing else. */
export const followAddress = (trackAddress: string, reference: string, code: string): string =>
  `${trackAddress}?reference=${encodeURIComponent(reference)}&code=${encodeURIComponent(code.replaceAll('-', ''))}`;
