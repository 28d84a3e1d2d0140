import { useRef, type PointerEvent, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './SignaturePad.module.css';

const WIDTH = 640;
const HEIGHT = 130;
/** Paper and ink, whatever the theme: it is looked at and printed later. */
const PAPER = '#ffffff';
const INK = '#16211e';

/** A place to sign with a finger, a pen or the mouse. Gives the drawing as PNG in base64, null once it is wiped. */
export function SignaturePad({
  onChange,
  error,
}: {
  readonly onChange: (png: string | null) => void;
  readonly error?: string | undefined;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);

  function place({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): { x: number; y: number } {
    const box = currentTarget.getBoundingClientRect();
    return { x: ((clientX - box.left) / box.width) * WIDTH, y: ((clientY - box.top) / box.height) * HEIGHT };
  }

  function begin(event: PointerEvent<HTMLCanvasElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = place(event);
  }

  function draw(event: PointerEvent<HTMLCanvasElement>): void {
    const from = last.current;
    const pen = canvas.current?.getContext('2d');
    if (from === null || !pen) return;
    const to = place(event);
    pen.strokeStyle = INK;
    pen.lineWidth = 2.5;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
  }

  function end(): void {
    if (last.current === null) return;
    last.current = null;
    if (canvas.current) onChange(onPaper(canvas.current));
  }

  function wipe(): void {
    canvas.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT);
    onChange(null);
  }

  return (
    <div>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        className={styles.pad}
        role="img"
        aria-label="Signez ici, au doigt, au stylet ou à la souris"
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="between">
        <span
          className={error === undefined ? 'small muted' : styles.error}
          role={error === undefined ? undefined : 'alert'}
        >
          {error ?? 'Signez dans le cadre, au doigt, au stylet ou à la souris.'}
        </span>
        <Button size="sm" variant="quiet" onClick={wipe}>
          Effacer la signature
        </Button>
      </div>
    </div>
  );
}

function onPaper(drawn: HTMLCanvasElement): string {
  const sheet = document.createElement('canvas');
  sheet.width = WIDTH;
  sheet.height = HEIGHT;
  const pen = sheet.getContext('2d');
  if (pen) {
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.drawImage(drawn, 0, 0);
  }
  return sheet.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
