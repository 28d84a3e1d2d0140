import { IconTrash } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { RegisterEntry, RegisterSheet } from '../../../shared/contract/register.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { emptyText, REGISTER_FIELDS } from '../../../shared/french/registerFields.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { replace } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { useRecordEditor } from '../../state/useRecordEditor.ts';
import styles from './Register.module.css';
import { editedSheet, editSheet, registerShelf } from './registerEditor.ts';

/** The id of one of the practice's own has this length; computed sheets have a name. */
const ID_LENGTH = 32;

/** One sheet: what the program found, and what the practitioner adds to it, saved as it is typed. */
export function SheetCard({
  sheet,
  onRefusal,
}: {
  readonly sheet: RegisterSheet;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const [{ values }, editor] = useRecordEditor(registerShelf, sheet.name, () => editSheet(sheet));
  useEffect(() => editor.adopt(editedSheet(sheet)), [editor, sheet]);
  const isOwn = sheet.name.length === ID_LENGTH;

  async function remove(): Promise<void> {
    await editor.flush();
    const result = await invoke('register.removeActivity', { activityId: sheet.name });
    onRefusal(result.ok ? null : result.error);
    if (!result.ok) return;
    replace({ screen: 'register' });
    showToast({
      text: `${sheet.title} ne figure plus au registre.`,
      undo: () => invoke('register.restoreActivity', { activityId: sheet.name }),
    });
  }

  return (
    <Card title={sheet.title} aside={<span className="small muted">{datesText(sheet)}</span>}>
      <div data-pane="Fiche" tabIndex={-1} onBlur={() => void editor.flush()}>
        {isOwn && (
          <div className={styles.line}>
            <TextField
              label="Nom de l’activité"
              value={values.title}
              onChange={(title) => editor.change({ title })}
              error={values.title.trim() === '' ? 'Le nom manque. L’ancien est gardé jusque-là.' : undefined}
              maxLength={120}
            />
            <Button size="sm" variant="quiet" icon={IconTrash} onClick={() => void remove()}>
              Retirer cette activité
            </Button>
          </div>
        )}
        {sheet.entries.map((entry) => (
          <EntryLine
            key={entry.field}
            entry={entry}
            isOwn={isOwn}
            value={values[entry.field] ?? ''}
            onChange={(text) => editor.change({ [entry.field]: text })}
          />
        ))}
      </div>
    </Card>
  );
}

/** One line of a sheet with the article that asks for it. */
function EntryLine({
  entry,
  isOwn,
  value,
  onChange,
}: {
  readonly entry: RegisterEntry;
  readonly isOwn: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { label, source } = REGISTER_FIELDS[entry.field];
  const [isAdding, setAdding] = useState(false);
  const isTyped = isOwn || entry.computed.length === 0 || value !== '' || isAdding;
  return (
    <div className={styles.line}>
      <div>
        <h3>{label}</h3>
        <p className="small muted">{source}</p>
      </div>
      <div className={styles.says}>
        {entry.computed.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
        {entry.proofs.length > 0 && <p className="small muted">{entry.proofs.join(' · ')}</p>}
        {isTyped ? (
          <TextArea
            label={`${label}, votre texte`}
            hideLabel
            maxLength={20_000}
            value={value}
            onChange={onChange}
            placeholder={entry.computed.length === 0 ? emptyText(entry.field) : 'Votre précision'}
            autoFocus={isAdding}
          />
        ) : (
          <LinkButton aria-label={`Préciser\u00a0: ${label}`} onClick={() => setAdding(true)}>
            Préciser
          </LinkButton>
        )}
      </div>
    </div>
  );
}

function datesText({ createdOn, updatedOn }: RegisterSheet): string {
  if (createdOn === null) return 'Dans aucune version encore';
  const updated = updatedOn === null ? 'modifiée depuis' : `mise à jour le ${formatDate(updatedOn)}`;
  return `Créée le ${formatDate(createdOn)}, ${updated}`;
}
