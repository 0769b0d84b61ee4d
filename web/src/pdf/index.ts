import { lazy } from 'react';

/** The viewer comes when the first document is opened: it is as large as the rest of the application. */
export const PdfViewer = lazy(async () => ({ default: (await import('./pdf-viewer.tsx')).PdfViewer }));
