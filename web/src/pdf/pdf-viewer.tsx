import { useVirtualizer } from '@tanstack/react-virtual';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTexts } from '../kernel/i18n.ts';
import { Busy, Failure, IconButton } from '../kit/index.ts';
import { openDocument } from './open-document.ts';
import { PdfPage } from './pdf-page.tsx';
import { texts } from './texts.ts';

const GAP = 16;
const MARGIN = 16;
const WIDEST = 860;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
const FIT = 2;

interface PageSize {
  readonly width: number;
  readonly height: number;
}

interface Opened {
  readonly document: PDFDocumentProxy;
  readonly first: PageSize;
}

interface PdfViewerProps {
  readonly url: string;
  readonly label: string;
  /** Told whenever another page has been looked at, with how many have. */
  readonly onSeen?: (seen: number, of: number) => void;
}

/** A document's pages under one another; only those near the window are drawn. */
export function PdfViewer({ url, label, onSeen }: PdfViewerProps) {
  const t = useTexts(texts);
  const { opened, error } = useDocument(url);
  return (
    <section aria-label={label} className="relative flex min-h-0 grow flex-col bg-sunken">
      {error !== undefined && (
        <div className="p-6">
          <Failure error={error} />
        </div>
      )}
      {opened === undefined && error === undefined && (
        <p role="status" className="flex grow items-center justify-center gap-3 p-10 text-text2">
          <Busy /> {t.opening}
        </p>
      )}
      {opened !== undefined && <Pages key={url} opened={opened} onSeen={onSeen} />}
    </section>
  );
}

function useDocument(url: string): { readonly opened?: Opened; readonly error?: unknown } {
  const [state, setState] = useState<{ url: string; opened?: Opened; error?: unknown }>({ url });
  useEffect(() => {
    const task = openDocument(url);
    let left = false;
    task.promise
      .then(async (document) => {
        const page = await document.getPage(1);
        const { width, height } = page.getViewport({ scale: 1 });
        if (!left) setState({ url, opened: { document, first: { width, height } } });
      })
      .catch((error: unknown) => {
        if (!left) setState({ url, error });
      });
    return () => {
      left = true;
      void task.destroy();
    };
  }, [url]);
  return state.url === url ? state : {};
}

function Pages({ opened, onSeen }: { readonly opened: Opened; readonly onSeen: PdfViewerProps['onSeen'] }) {
  const t = useTexts(texts);
  const { document, first } = opened;
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [zoom, setZoom] = useState<number>(FIT);
  const [current, setCurrent] = useState(1);
  const seen = useRef(new Set<number>());
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    const watch = new ResizeObserver(() => {
      setRoom(box.clientWidth);
    });
    watch.observe(box);
    setRoom(box.clientWidth);
    return () => {
      watch.disconnect();
    };
  }, []);
  const width = Math.round(Math.min(WIDEST, Math.max(200, room - 2 * MARGIN)) * (ZOOMS[zoom] ?? 1));
  const height = Math.round((width * first.height) / first.width);
  const virtual = useVirtualizer({
    count: document.numPages,
    getScrollElement: () => frame.current,
    estimateSize: () => height + GAP,
    overscan: 1,
    paddingStart: MARGIN,
    onChange: (list) => {
      const middle = (list.scrollOffset ?? 0) + (list.scrollRect?.height ?? 0) / 2;
      const at = list.getVirtualItemForOffset(middle)?.index ?? 0;
      setCurrent(at + 1);
      if (seen.current.has(at)) return;
      seen.current.add(at);
      onSeen?.(seen.current.size, document.numPages);
    },
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, height]);
  return (
    <>
      <div ref={frame} tabIndex={0} role="group" aria-label={t.pages} className="min-h-0 grow overflow-auto">
        <div className="relative mx-auto" style={{ height: virtual.getTotalSize(), width }}>
          {room > 0 &&
            virtual.getVirtualItems().map((item) => (
              <div key={item.key} className="absolute" style={{ transform: `translateY(${item.start}px)` }}>
                <PdfPage document={document} number={item.index + 1} width={width} />
              </div>
            ))}
        </div>
      </div>
      <div className="absolute right-4 bottom-4 left-4 flex items-center justify-between desk:right-6 desk:left-6">
        <span
          aria-live="polite"
          className="rounded-button border border-line2 bg-surface px-3 py-1.5 text-small shadow-card"
        >
          {t.page(current, document.numPages)}
        </span>
        <span className="flex rounded-button border border-line2 bg-surface shadow-card">
          <IconButton
            label={t.zoomOut}
            isDisabled={zoom === 0}
            onPress={() => {
              setZoom(zoom - 1);
            }}
          >
            <ZoomOut size={19} aria-hidden />
          </IconButton>
          <IconButton
            label={t.fit}
            isDisabled={zoom === FIT}
            onPress={() => {
              setZoom(FIT);
            }}
          >
            <Maximize size={18} aria-hidden />
          </IconButton>
          <IconButton
            label={t.zoomIn}
            isDisabled={zoom === ZOOMS.length - 1}
            onPress={() => {
              setZoom(zoom + 1);
            }}
          >
            <ZoomIn size={19} aria-hidden />
          </IconButton>
        </span>
      </div>
    </>
  );
}
