import { useState, type ReactNode } from 'react';
import type { HostAddress, HostingState, HostPreset } from '../../../shared/contract/hosting.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FormError } from '../../components/FormError.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { NetworkFields, networkOf, type TypedNetwork } from '../../components/NetworkFields.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import grid from '../../components/formGrid.module.css';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { Policy } from './Policy.tsx';
import { presetOf } from '../../../shared/domain/presetOf.ts';
import styles from './Hosting.module.css';

const OTHER = 'other';

type Address = Omit<HostAddress, 'kilobytesPerSecond' | keyof TypedNetwork> &
  TypedNetwork & { readonly kilobytesPerSecond: string };

const EMPTY: Address = {
  endpoint: '',
  bucket: '',
  prefix: '',
  region: '',
  style: 'path',
  authority: '',
  proxy: '',
  kilobytesPerSecond: '',
};

/** The address by a known host or typed, the keys, and a test that tells in a sentence what is wrong. */
export function AccessForm({
  known,
  onDone,
}: {
  readonly known: HostingState['access'];
  readonly onDone: () => void;
}): ReactNode {
  const presets = useContractQuery('hosting.presets', {});
  const save = useContractMutation('hosting.saveAccess');
  const [address, setAddress] = useState<Address>(known === null ? EMPTY : typedOf(known));
  const [accessKeyId, setAccessKeyId] = useState('');
  const [secretAccessKey, setSecret] = useState('');
  const [showsMore, setShowsMore] = useState(false);
  const preset = presetOf(presets.data?.presets ?? [], address.endpoint);
  const change = (changes: Partial<Address>): void => {
    setAddress({ ...address, ...changes });
    save.reset();
  };
  const hasKeys = accessKeyId.trim() !== '' && secretAccessKey !== '';
  const limit = readLimit(address.kilobytesPerSecond);
  const isComplete =
    [address.endpoint, address.bucket, address.region].every((text) => text.trim() !== '') &&
    (hasKeys || known !== null) &&
    limit !== undefined;

  function choose(name: string | null): void {
    const chosen = presets.data?.presets.find((each) => each.name === name) ?? null;
    if (chosen === null) {
      change({ endpoint: '' });
      return;
    }
    const region = chosen.regions[0] ?? '';
    change({ region, style: chosen.style, endpoint: chosen.endpoint.replace('{region}', region) });
  }

  function send(): void {
    if (!isComplete || save.isPending) return;
    const typed: HostAddress = {
      ...address,
      endpoint: address.endpoint.trim().replace(/\/$/, ''),
      bucket: address.bucket.trim(),
      prefix: address.prefix.trim(),
      region: address.region.trim(),
      ...networkOf(address),
      kilobytesPerSecond: limit ?? null,
    };
    const keys = hasKeys ? { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() } : null;
    save.mutate({ address: typed, keys }, { onSuccess: onDone });
  }

  return (
    <Card title="Adresse et clés" padded>
      <form
        className={grid.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className={grid.half}>
          <SelectField
            label="Hébergeur"
            hint="Adresse à confirmer auprès de lui."
            choices={[
              ...(presets.data?.presets ?? []).map(({ name }) => ({ value: name, label: name })),
              { value: OTHER, label: 'Un autre' },
            ]}
            value={preset?.name ?? OTHER}
            onChange={choose}
          />
        </div>
        <div className={grid.half}>
          <TextField
            label="Adresse"
            placeholder="https://s3.exemple.fr"
            maxLength={200}
            value={address.endpoint}
            onChange={(endpoint) => change({ endpoint })}
          />
        </div>
        <div className={grid.third}>
          <TextField
            label="Région"
            maxLength={64}
            value={address.region}
            onChange={(region) =>
              change({ region, ...(preset === null ? {} : { endpoint: preset.endpoint.replace('{region}', region) }) })
            }
          />
        </div>
        <div className={grid.third}>
          <TextField
            label="Espace (bucket)"
            maxLength={63}
            value={address.bucket}
            onChange={(bucket) => change({ bucket })}
          />
        </div>
        <div className={grid.third}>
          <TextField
            label="Dossier"
            hint="Vide si l’espace ne sert qu’à cela."
            maxLength={200}
            value={address.prefix}
            onChange={(prefix) => change({ prefix })}
          />
        </div>
        <div className={grid.half}>
          <TextField
            label="Identifiant de clé"
            hint={known === null ? undefined : 'Vide pour garder la paire du coffre.'}
            maxLength={200}
            value={accessKeyId}
            onChange={setAccessKeyId}
          />
        </div>
        <div className={grid.half}>
          <SecretField
            label="Clé secrète"
            what="la clé secrète"
            hint="Elle reste dans le coffre."
            value={secretAccessKey}
            onChange={setSecret}
          />
        </div>
        <div className={grid.full}>
          <LinkButton aria-expanded={showsMore} onClick={() => setShowsMore(!showsMore)}>
            {showsMore ? 'Moins de réglages' : 'Droits à demander, débit, relais, autorité'}
          </LinkButton>
        </div>
        {showsMore && <MoreFields address={address} preset={preset} onChange={change} />}
        {save.error && (
          <div className={grid.full}>
            <FormError error={save.error.error} />
          </div>
        )}
        <div className={`${styles.actions} ${grid.full}`}>
          <Button type="submit" variant="primary" disabled={!isComplete || save.isPending}>
            {save.isPending ? 'Essai en cours…' : 'Essayer et enregistrer'}
          </Button>
          {known !== null && (
            <Button variant="quiet" onClick={onDone}>
              Ne rien changer
            </Button>
          )}
          <span className="small muted">L’essai écrit et relit mille octets tirés au hasard.</span>
        </div>
      </form>
    </Card>
  );
}

function MoreFields({
  address,
  preset,
  onChange,
}: {
  readonly address: Address;
  readonly preset: HostPreset | null;
  readonly onChange: (changes: Partial<Address>) => void;
}): ReactNode {
  return (
    <>
      <div className={grid.half}>
        <Segmented<Address['style']>
          label="Nom de l’espace dans l’adresse"
          choices={[
            { value: 'path', label: 'Après' },
            { value: 'virtual-host', label: 'Devant' },
          ]}
          value={address.style}
          onChange={(style) => onChange({ style })}
        />
      </div>
      <div className={grid.half}>
        <TextField
          label="Débit d’envoi, en ko par seconde"
          hint="Vide pour ne pas le limiter."
          inputMode="numeric"
          error={readLimit(address.kilobytesPerSecond) === undefined ? 'Un nombre entier, à partir de 8.' : undefined}
          maxLength={7}
          value={address.kilobytesPerSecond}
          onChange={(kilobytesPerSecond) => onChange({ kilobytesPerSecond })}
        />
      </div>
      <div className={`stack ${grid.full}`}>
        <NetworkFields value={address} onChange={onChange} />
      </div>
      {preset !== null && (
        <div className={grid.full}>
          <p>Droits à coller chez l’hébergeur pour la clé de ce poste, sans le droit d’effacer&nbsp;:</p>
          <Policy label="Droits de la clé de ce poste" text={preset.policy} bucket={address.bucket} />
          <p>Et pour la clé de la feuille, qui ne fait que lire&nbsp;:</p>
          <Policy label="Droits de la clé de la feuille" text={preset.readPolicy} bucket={address.bucket} />
        </div>
      )}
    </>
  );
}

/** Null without a limit; undefined for what is none. */
function readLimit(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  return /^\d{1,7}$/.test(text) && Number(text) >= 8 && Number(text) <= 1_000_000 ? Number(text) : undefined;
}

function typedOf(known: NonNullable<HostingState['access']>): Address {
  const { endpoint, bucket, prefix, region, style, authority, proxy, kilobytesPerSecond } = known;
  return {
    endpoint,
    bucket,
    prefix: prefix.replace(/\/$/, ''),
    region,
    style,
    authority: authority ?? '',
    proxy: proxy ?? '',
    kilobytesPerSecond: kilobytesPerSecond === null ? '' : String(kilobytesPerSecond),
  };
}
