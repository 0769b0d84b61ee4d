import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Plugin } from 'vite';

const FOLDERS = ['cmaps', 'standard_fonts', 'wasm'] as const;

/** Puts what pdf.js fetches while it draws (character maps, standard fonts, decoders of scans) beside the build. */
export function pdfAssets(): Plugin {
  const from = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'pdf-assets',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      for (const folder of FOLDERS) await cp(join(from, folder), join(dir, 'assets/pdf', folder), { recursive: true });
    },
  };
}
