import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { invoke } from '../bridge.ts';
import { Button } from './Button.tsx';
import styles from './FaultBoundary.module.css';
import { Icon } from './Icon.tsx';

interface Props {
  /** A new key forgets the fault: another page is another chance. */
  readonly resetKey?: string;
  readonly children: ReactNode;
}

interface State {
  readonly incident: string | null;
  readonly resetKey: string | undefined;
}

/** What stands in for a page that broke: says that nothing is lost, with a short number that the local log also has. */
export class FaultBoundary extends Component<Props, State> {
  override state: State = { incident: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<State> {
    return { incident: newIncident() };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { incident: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: unknown): void {
    const { incident } = this.state;
    if (incident !== null) void invoke('application.reportFault', { incident, ...describe(error) });
  }

  override render(): ReactNode {
    if (this.state.incident === null) return this.props.children;
    return (
      <main className={styles.fault} role="alert">
        <Icon of={IconAlertTriangle} size="xl" />
        <h1>Cette page s’est arrêtée</h1>
        <p>Rien n’est perdu&#x202f;: vos dossiers sont dans le coffre. Ouvrez la page à nouveau.</p>
        <p className="small muted">Numéro à citer&nbsp;: {this.state.incident}</p>
        <Button variant="primary" icon={IconRefresh} onClick={() => this.setState({ incident: null })}>
          Ouvrir à nouveau
        </Button>
      </main>
    );
  }
}

function newIncident(): string {
  return [...crypto.getRandomValues(new Uint8Array(3))]
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join('');
}

/** The kind of error and where it arose; never its message, which may quote a patient's data. */
function describe(error: unknown): { name: string; places: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, places: [] };
  const places = (error.stack ?? '')
    .split('\n')
    .map((line) => /at (?:\S+ )?\(?\S*?([^/\s)]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .filter((place) => place !== undefined);
  return { name: error.name.slice(0, 60), places: places.slice(0, 8).map((place) => place.slice(0, 120)) };
}
