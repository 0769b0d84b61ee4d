import { type PDFDocumentProxy, TextLayer } from 'pdfjs-dist';
import { useEffect, useRef } from 'react';
import { useTexts } from '../kernel/i18n.ts';
import { texts } from './texts.ts';
import './text-layer.css';

interface PdfPageProps {
  readonly document: PDFDocumentProxy;
  /** From 1. */
  readonly number: number;
  /** Of the page on the screen, in CSS pixels. */
  readonly width: number;
}

/** One page: its picture, as sharp as the screen, and over it its text, which can be selected and read aloud. */
export function PdfPage({ document, number, width }: PdfPageProps) {
  const t = useTexts(texts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = false;
    let stop: (() => void) | undefined;
    const draw = async () => {
      const page = await document.getPage(number);
      if (left || !canvas.current || !text.current) return;
      const scale = width / page.getViewport({ scale: 1 }).width;
      const viewport = page.getViewport({ scale });
      const sharp = Math.min(devicePixelRatio, 3);
      const sheet = canvas.current;
      sheet.width = Math.floor(viewport.width * sharp);
      sheet.height = Math.floor(viewport.height * sharp);
      sheet.style.width = `${viewport.width}px`;
      sheet.style.height = `${viewport.height}px`;
      const drawing = page.render({
        canvas: sheet,
        viewport,
        ...(sharp !== 1 && { transform: [sharp, 0, 0, sharp, 0, 0] }),
      });
      stop = () => {
        drawing.cancel();
      };
      await drawing.promise;
      text.current.replaceChildren();
      text.current.style.setProperty('--scale-factor', String(scale));
      text.current.style.setProperty('--total-scale-factor', String(scale));
      await new TextLayer({ textContentSource: page.streamTextContent(), container: text.current, viewport }).render();
    };
    draw().catch((error: unknown) => {
      // A drawing that was cancelled because the page left the window is no failure.
      if (!left && (error as Error).name !== 'RenderingCancelledException') reportError(error);
    });
    return () => {
      left = true;
      stop?.();
    };
  }, [document, number, width]);
  return (
    <div role="group" aria-label={t.pageName(number)} className="relative bg-white shadow-card">
      <canvas ref={canvas} aria-hidden="true" className="block" />
      <div ref={text} className="text-layer" />
    </div>
  );
}
