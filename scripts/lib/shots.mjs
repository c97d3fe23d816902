// What programs that take pictures of pages share: a browser, and the points of a picture.
import { chromium } from 'playwright-core';
import { chromium as program } from './needs.mjs';

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Chromium without a window. It may be used as root, and calls nobody. */
export function startBrowser() {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
  return chromium.launch({ executablePath: program(), args });
}

/** The page from its top, as a PNG; nothing of it below `most` pixels. */
export async function shot(page, most) {
  await page.evaluate(() => document.fonts.ready);
  const { width } = page.viewportSize();
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(most, whole) };
  return { png: await page.screenshot({ clip, fullPage: true, animations: 'disabled' }), ...clip };
}

/**
 * Draws pictures side by side, made smaller by `scale`, and gives the points of it all, four bytes each: the browser
 * knows how to read its own pictures.
 */
export async function sideBySide(canvasPage, shots, { scale = 1, gap = 0 } = {}) {
  const width = Math.round(shots.reduce((sum, one) => sum + one.width * scale + gap, -gap));
  const height = Math.round(Math.max(...shots.map((one) => one.height)) * scale);
  const sources = shots.map(({ png, ...size }) => ({ ...size, source: png.toString('base64') }));
  const base64 = await canvasPage.evaluate(
    async ({ sources, width, height, scale, gap }) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      const pen = canvas.getContext('2d');
      pen.fillStyle = '#8a9694';
      pen.fillRect(0, 0, width, height);
      pen.imageSmoothingQuality = 'high';
      let x = 0;
      for (const one of sources) {
        const image = new window.Image();
        image.src = `data:image/png;base64,${one.source}`;
        await image.decode();
        pen.drawImage(image, x, 0, one.width * scale, one.height * scale);
        x += one.width * scale + gap;
      }
      const { data } = pen.getImageData(0, 0, width, height);
      const reader = new window.FileReader();
      const read = new Promise((resolve) => (reader.onload = resolve));
      reader.readAsDataURL(new Blob([data]));
      await read;
      return reader.result.split(',')[1];
    },
    { sources, width, height, scale, gap },
  );
  return { rgba: Buffer.from(base64, 'base64'), width, height };
}
