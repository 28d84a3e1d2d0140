import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
// Has the library read in this very thread: the policy of the page allows no worker, and stays as it is.
import 'pdfjs-dist/build/pdf.worker.min.mjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Skeleton } from '../Skeleton.tsx';
import styles from './DocumentDialog.module.css';

/** Points of a PDF to pixels of the sheet: an A4 page becomes some 820 px wide. */
const SCALE = 1.38;

/** The pages of a PDF, each drawn while it is in sight, from bytes that never leave the window. */
export function PdfPages({ bytes, title }: { readonly bytes: Uint8Array; readonly title: string }): ReactNode {
  const [pages, setPages] = useState<readonly PDFPageProxy[] | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);

  useEffect(() => {
    let isGone = false;
    // The library takes the bytes for itself: it is given a copy. No script of a PDF runs, and nothing is fetched.
    const loading = getDocument({ data: bytes.slice(), useWasm: false, enableXfa: false, stopAtErrors: false });
    loading.promise
      .then(allPages)
      .then((all) => {
        if (!isGone) setPages(all);
      })
      .catch(() => {
        if (!isGone) setUnreadable(true);
      });
    return () => {
      isGone = true;
      void loading.destroy();
    };
  }, [bytes]);

  if (isUnreadable)
    return <p role="alert">Ce PDF ne peut pas être montré ici. Enregistrez-le pour l’ouvrir avec un autre logiciel.</p>;
  if (pages === null) return <Skeleton lines={6} />;
  return pages.map((page, index) => (
    <PdfPage key={index} page={page} label={`${title}, page ${index + 1} sur ${pages.length}`} />
  ));
}

function allPages(document: PDFDocumentProxy): Promise<PDFPageProxy[]> {
  return Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
}

/** One page: drawn when it comes into sight and let go of when it leaves it, so that a long scan does not fill the memory. */
function PdfPage({ page, label }: { readonly page: PDFPageProxy; readonly label: string }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const { width, height } = page.getViewport({ scale: SCALE });

  useEffect(() => {
    let isGone = false;
    void page.getTextContent().then(({ items }) => {
      if (!isGone) setText(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    });
    return () => {
      isGone = true;
    };
  }, [page]);

  useEffect(() => {
    const sheet = canvas.current;
    if (!sheet) return undefined;
    let drawing: ReturnType<PDFPageProxy['render']> | null = null;
    const watch = new IntersectionObserver(
      ([seen]) => {
        drawing?.cancel();
        drawing = seen?.isIntersecting === true ? draw(page, sheet) : null;
        if (drawing === null) sheet.width = 0;
      },
      { rootMargin: '600px' },
    );
    watch.observe(sheet);
    return () => {
      watch.disconnect();
      drawing?.cancel();
    };
  }, [page]);

  return (
    <figure className={styles.sheet}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        className={styles.page}
        style={{ width: `${width}px`, aspectRatio: `${width} / ${height}` }}
      />
      <figcaption className="visually-hidden">{text}</figcaption>
    </figure>
  );
}

function draw(page: PDFPageProxy, canvas: HTMLCanvasElement): ReturnType<PDFPageProxy['render']> {
  const viewport = page.getViewport({ scale: SCALE * window.devicePixelRatio });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task = page.render({ canvas, viewport });
  // A page that left the sight before it was drawn ends with a refusal, which is no fault.
  task.promise.catch(() => undefined);
  return task;
}
