import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { reportFault } from '../faults.ts';
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

  /** React may ask this twice for one fault: it is reported, and gets its number, in `componentDidCatch`. */
  static getDerivedStateFromError(): Partial<State> {
    return { incident: '' };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { incident: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: unknown): void {
    this.setState({ incident: reportFault(error) });
  }

  override render(): ReactNode {
    if (this.state.incident === null) return this.props.children;
    return <FaultPage incident={this.state.incident} onRetry={() => this.setState({ incident: null })} />;
  }
}

/** Says that nothing is lost, with a number to quote. */
export function FaultPage({
  incident,
  onRetry,
}: {
  readonly incident: string;
  readonly onRetry: () => void;
}): ReactNode {
  return (
    <main className={styles.fault} role="alert">
      <Icon of={IconAlertTriangle} size="xl" />
      <h1>Cette page s’est arrêtée</h1>
      <p>Rien n’est perdu&nbsp;: vos dossiers sont dans le coffre. Ouvrez la page à nouveau.</p>
      <p className="small muted">Numéro à citer&nbsp;: {incident}</p>
      <Button variant="primary" icon={IconRefresh} onClick={onRetry}>
        Ouvrir à nouveau
      </Button>
    </main>
  );
}
