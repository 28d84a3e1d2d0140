import type { ReactNode } from 'react';
import type { RegisterChange } from '../../../shared/contract/register.ts';
import { REGISTER_FIELDS } from '../../../shared/french/registerFields.ts';
import styles from './Register.module.css';

/** What differs, in lines: which sheet and line, what it said, what it says. */
export function Changes({ changes }: { readonly changes: readonly RegisterChange[] }): ReactNode {
  if (changes.length === 0) return <p className={styles.none}>Aucune ligne ne diffère.</p>;
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">Ligne</th>
          <th scope="col">Avant</th>
          <th scope="col">Après</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          <tr key={index}>
            <th scope="row">
              {change.sheet}
              <span className="small muted">{lineName(change)}</span>
            </th>
            <td>{change.before === '' ? <span className="muted">Rien</span> : change.before}</td>
            <td>{change.after === '' ? <span className="muted">Rien</span> : change.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function lineName({ field, before, after }: RegisterChange): string {
  if (field !== null) return REGISTER_FIELDS[field].label;
  if (before === '') return 'Activité ajoutée';
  return after === '' ? 'Activité retirée' : 'Nom de l’activité';
}
