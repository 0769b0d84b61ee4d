import { getDocument, GlobalWorkerOptions, type PDFDocumentLoadingTask } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/**
 * Begins to open a file. Nothing in it runs: no scripts, no XFA forms, no evaluation of fonts' programs. The caller destroys the task.
 */
export function openDocument(url: string): PDFDocumentLoadingTask {
  return getDocument({
    url,
    withCredentials: true,
    enableXfa: false,
    isEvalSupported: false,
    useWasm: false,
    cMapUrl: '/assets/pdf/cmaps/',
    standardFontDataUrl: '/assets/pdf/standard_fonts/',
    wasmUrl: '/assets/pdf/wasm/',
  });
}
