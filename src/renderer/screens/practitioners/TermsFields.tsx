import { useState, type ReactNode } from 'react';
import type { Account, AccountRole } from '../../../shared/contract/practitioners.ts';
import { addDays } from '../../../shared/domain/civilDate.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { DateField } from '../../components/DateField.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { useToday } from '../../state/practiceTime.ts';
import styles from './TermsFields.module.css';
import { roleName } from './termsText.ts';

export type Terms = Pick<Account, 'role' | 'mayWrite' | 'mayExport' | 'lastDay'>;

const ROLES: readonly { readonly value: AccountRole; readonly label: string }[] = (
  ['replacement', 'associate'] as const
).map((value) => ({ value, label: roleName(value) }));

export interface TermsChoice {
  readonly terms: Terms;
  readonly change: (changes: Partial<Terms>) => void;
  /** A date that is being typed and cannot be read yet. */
  readonly typedDay: string | null;
  readonly setTypedDay: (typed: string | null) => void;
}

/** What an account may do; a month of replacement, writing and printing, until one says otherwise. */
export function useTerms(account?: Terms): TermsChoice {
  const today = useToday();
  const [terms, setTerms] = useState<Terms>(
    () => account ?? { role: 'replacement', mayWrite: true, mayExport: true, lastDay: addDays(today, 30) },
  );
  const [typedDay, setTypedDay] = useState<string | null>(null);
  return { terms, change: (changes) => setTerms({ ...terms, ...changes }), typedDay, setTypedDay };
}

export function TermsFields({ choice }: { readonly choice: TermsChoice }): ReactNode {
  const { terms, change } = choice;
  const today = useToday();
  return (
    <div className={styles.fields}>
      <Segmented label="Qualité" choices={ROLES} value={terms.role} onChange={(role) => change({ role })} />
      <DateField
        label="Dernier jour de l’accès (vide : sans fin)"
        value={terms.lastDay}
        typed={choice.typedDay}
        onType={choice.setTypedDay}
        onChange={(lastDay) => change({ lastDay })}
        rules={{ today }}
      />
      <Checkbox
        label="Écrit dans les dossiers"
        hint="Sans cela, les dossiers sont seulement lus."
        checked={terms.mayWrite}
        onChange={(mayWrite) => change({ mayWrite })}
      />
      <Checkbox
        label="Imprime et enregistre en PDF"
        hint="Chaque impression est notée dans le journal d’accès."
        checked={terms.mayExport}
        onChange={(mayExport) => change({ mayExport })}
      />
    </div>
  );
}
