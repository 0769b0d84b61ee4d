import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pdfAssets } from './vite/pdf-assets.ts';
import { precompress } from './vite/precompress.ts';
import { trimLocales } from './vite/trim-locales.ts';

const API = process.env['HOSO_URL'] ?? 'http://127.0.0.1:3000';

// Vite reads its configuration from the default export.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [trimLocales(), react(), tailwindcss(), pdfAssets(), precompress()],
  build: { outDir: '../dist/web', emptyOutDir: true, manifest: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': API, '/pki': API } },
});
