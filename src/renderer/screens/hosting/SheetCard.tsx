import { IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { HostingState } from '../../../shared/contract/hosting.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FormError } from '../../components/FormError.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { TextField } from '../../components/TextField.tsx';
import grid from '../../components/formGrid.module.css';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import { Policy } from './Policy.tsx';
import { presetOf } from '../../../shared/domain/presetOf.ts';

/** The second sheet: the keys lie in the vault, which may burn; it leads to the copies without it. */
export function SheetCard({ access }: { readonly access: NonNullable<HostingState['access']> }): ReactNode {
  const presets = useContractQuery('hosting.presets', {});
  const preset = presetOf(presets.data?.presets ?? [], access.endpoint);
  const print = useContractMutation('hosting.printSheet');
  const [accessKeyId, setAccessKeyId] = useState('');
  const [secretAccessKey, setSecret] = useState('');
  const isComplete = accessKeyId.trim() !== '' && secretAccessKey.trim() !== '';

  function send(): void {
    if (!isComplete || print.isPending) return;
    const keys = { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
    print.mutate(
      { keys },
      {
        onSuccess: () => {
          setAccessKeyId('');
          setSecret('');
          showToast({ text: 'Feuille de l’hébergeur envoyée à l’imprimante' });
        },
      },
    );
  }

  return (
    <Card title="Feuille de l’hébergeur" padded>
      <form
        className={grid.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className={grid.full}>
          Si le poste brûle, ses clés brûlent avec lui. Demandez une seconde paire, qui ne fait que lire. Elle est
          essayée, imprimée, et n’est gardée nulle part. Rangez la feuille hors du cabinet, loin de la feuille de
          secours.
        </p>
        {preset !== null && (
          <details className={grid.full}>
            <summary>Droits à demander à {preset.name} pour cette paire</summary>
            <Policy label="Droits de la clé de la feuille" text={preset.readPolicy} bucket={access.bucket} />
          </details>
        )}
        <div className={grid.half}>
          <TextField
            label="Identifiant de la clé de lecture"
            maxLength={200}
            value={accessKeyId}
            onChange={setAccessKeyId}
          />
        </div>
        <div className={grid.half}>
          <SecretField
            label="Clé secrète de lecture"
            what="la clé secrète de lecture"
            value={secretAccessKey}
            onChange={setSecret}
          />
        </div>
        {print.error && (
          <div className={grid.full}>
            <FormError error={print.error.error} />
          </div>
        )}
        <div className={grid.full}>
          <Button type="submit" icon={IconPrinter} disabled={!isComplete || print.isPending}>
            Essayer et imprimer la feuille
          </Button>
        </div>
      </form>
    </Card>
  );
}
