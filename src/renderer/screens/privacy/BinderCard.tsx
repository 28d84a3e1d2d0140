import { IconBook2 } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { showToast } from '../../state/toast.ts';

/** One gesture for the day of an inspection: everything in one PDF, kept in the vault and saved where one chooses. */
export function BinderCard(): ReactNode {
  const [isMaking, setMaking] = useState(false);
  const [refusal, refuse] = useRefusal();

  async function make(): Promise<void> {
    setMaking(true);
    const made = await invoke('privacy.makeBinder', {});
    const result = made.ok ? await invoke('documents.save', { documentId: made.value.documentId }) : made;
    setMaking(false);
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok) showToast({ text: `${result.value.fileName} est enregistré, et gardé dans le coffre.` });
  }

  return (
    <Card title="En cas de contrôle" padded>
      <p className="small muted">
        Registre, information, demandes, violations, sécurité et leurs preuves, sans le nom d’aucun patient.
      </p>
      <RefusalNotice refusal={refusal} />
      <p style={{ marginTop: 'var(--s3)' }}>
        <Button icon={IconBook2} disabled={isMaking} onClick={() => void make()}>
          {isMaking ? 'Classeur en préparation…' : 'Classeur de contrôle'}
        </Button>
      </p>
    </Card>
  );
}
