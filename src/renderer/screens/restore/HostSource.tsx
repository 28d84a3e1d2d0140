import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Source } from '../../../shared/contract/snapshots.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { FormError } from '../../components/FormError.tsx';
import { NetworkFields, networkOf, type TypedNetwork } from '../../components/NetworkFields.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import wizard from '../../components/WizardFrame.module.css';

const FIELDS = [
  ['endpoint', 'Adresse', 'https://s3.exemple.fr'],
  ['region', 'Région', ''],
  ['bucket', 'Espace', ''],
  ['prefix', 'Dossier', ''],
  ['accessKeyId', 'Identifiant de clé', ''],
] as const;

const DIRECT: TypedNetwork = { proxy: '', authority: '' };

type Typed = Record<(typeof FIELDS)[number][0] | 'secretAccessKey', string>;

/** What the host's sheet says, typed on a PC that has nothing. */
export function HostSource({
  onFound,
  onLeave,
}: {
  readonly onFound: (source: Source) => void;
  readonly onLeave: () => void;
}): ReactNode {
  const [typed, setTyped] = useState<Typed>({
    endpoint: '',
    region: '',
    bucket: '',
    prefix: '',
    accessKeyId: '',
    secretAccessKey: '',
  });
  const [style, setStyle] = useState<'path' | 'virtual-host'>('path');
  const [network, setNetwork] = useState<TypedNetwork | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isComplete = Object.entries(typed).every(([name, text]) => name === 'prefix' || text.trim() !== '');

  function change(changes: Partial<Typed>): void {
    setTyped({ ...typed, ...changes });
    setError(null);
  }

  async function look(): Promise<void> {
    if (!isComplete || isBusy) return;
    setBusy(true);
    setError(null);
    const { endpoint, region, bucket, prefix, accessKeyId, secretAccessKey } = typed;
    const place = { endpoint: endpoint.trim().replace(/\/$/, ''), region: region.trim(), bucket: bucket.trim() };
    const result = await invoke('hosting.useSource', {
      address: { ...place, prefix: prefix.trim(), style, ...networkOf(network ?? DIRECT) },
      keys: { accessKeyId, secretAccessKey },
    });
    setBusy(false);
    if (result.ok) onFound(result.value);
    else setError(result.error);
  }

  return (
    <form
      className={wizard.form}
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      <p>
        Recopiez la feuille de l’hébergeur. Sans elle, demandez-lui une nouvelle paire de clés, avec le droit de lire.
      </p>
      {FIELDS.map(([name, label, placeholder], index) => (
        <TextField
          key={name}
          label={label}
          placeholder={placeholder}
          hint={name === 'prefix' ? 'Vide si la feuille dit «\u202faucun\u202f».' : undefined}
          autoFocus={index === 0}
          value={typed[name]}
          onChange={(text) => change({ [name]: text })}
        />
      ))}
      <SecretField
        label="Clé secrète"
        what="la clé secrète"
        hint="Les espaces sont sans importance."
        value={typed.secretAccessKey}
        onChange={(secretAccessKey) => change({ secretAccessKey })}
      />
      <Segmented<'path' | 'virtual-host'>
        label="Nom de l’espace"
        choices={[
          { value: 'path', label: 'Après l’adresse' },
          { value: 'virtual-host', label: 'Devant l’adresse' },
        ]}
        value={style}
        onChange={setStyle}
      />
      {network === null ? (
        <div>
          <LinkButton aria-expanded={false} onClick={() => setNetwork(DIRECT)}>
            Relais du réseau, autorité propre à l’hébergeur
          </LinkButton>
        </div>
      ) : (
        <NetworkFields
          autoFocus
          value={network}
          onChange={(changes) => {
            setNetwork({ ...network, ...changes });
            setError(null);
          }}
        />
      )}
      {error && <FormError error={error} />}
      <div className={wizard.actions}>
        <Button type="submit" variant="primary" size="lg" disabled={!isComplete || isBusy}>
          {isBusy ? 'Un instant…' : 'Chercher les copies'}
        </Button>
        <Button variant="quiet" size="lg" onClick={onLeave}>
          Plutôt une clé
        </Button>
      </div>
    </form>
  );
}
