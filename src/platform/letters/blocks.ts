import type { Qr } from './qr';

/** A piece of a letter's body. `quote` is an official's own text, kept line by line as it was typed. */
export type Block =
  | { type: 'paragraph'; text: string }
  | { type: 'heading'; text: string }
  | { type: 'list'; items: string[] }
  | { type: 'quote'; lines: string[] }
  | { type: 'facts'; rows: [string, string][] }
  | { type: 'qr'; qr: Qr; caption: string }
  | { type: 'table'; caption: string; head: string[]; rows: TableRow[] };

/** A row of a table; `note` is the small print below its last cell. */
export interface TableRow {
  cells: string[];
  note: string | null;
  strong: boolean;
}

const QUOTE = '> ';

/** Marks free text so that `readBlocks` takes every line of it for text, whatever it begins with. */
export const quoted = (text: string): string =>
  text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => QUOTE + line)
    .join('\n');

/**
 * Reads a letter's template as rendered: blank lines part the blocks, `# ` is a heading, `- ` an item of a list, `> ` a line
 * of quoted text. A line broken inside a paragraph is only the template's own line.
 */
export function readBlocks(rendered: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const raw of rendered.split('\n')) {
    if (raw.startsWith(QUOTE)) {
      if (open?.type === 'quote') open.lines.push(raw.slice(QUOTE.length));
      else blocks.push((open = { type: 'quote', lines: [raw.slice(QUOTE.length)] }));
      continue;
    }
    const line = raw.trim();
    if (line === '') {
      if (open?.type !== 'list') open = null;
    } else if (line.startsWith('# ')) {
      blocks.push({ type: 'heading', text: line.slice(2) });
      open = null;
    } else if (line.startsWith('- ')) {
      if (open?.type === 'list') open.items.push(line.slice(2));
      else blocks.push((open = { type: 'list', items: [line.slice(2)] }));
    } else if (open?.type === 'paragraph') {
      open.text += ` ${line}`;
    } else {
      blocks.push((open = { type: 'paragraph', text: line }));
    }
  }
  return blocks;
}

/** The blocks as plain text, for the page, the mail and the archive. */
export const plainText = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      if (block.type === 'list') return block.items.map((item) => `– ${item}`).join('\n');
      if (block.type === 'quote') return block.lines.join('\n');
      if (block.type === 'facts') return block.rows.map(([key, value]) => `${key}: ${value}`).join('\n');
      if (block.type === 'qr') return block.caption;
      if (block.type === 'table') {
        return [block.head, ...block.rows.map((row) => row.cells)].map((cells) => cells.join(' · ')).join('\n');
      }
      return block.text;
    })
    .join('\n\n');
