import { IconId } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { counted } from '../../../shared/french/counted.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Settings.module.css';

/** The social-security number: off, until the practitioner has read what the law says and wants it all the same. */
export function NirCard(): ReactNode {
  const { data } = useContractQuery('nir.use', {});
  const [isAsked, setAsked] = useState(false);
  if (!data) return null;
  const close = (): void => setAsked(false);
  return (
    <Card>
      <div className={styles.line}>
        <Icon of={IconId} />
        <div className="grow">
          <strong>Numéro de sécurité sociale</strong>
          <p className="small muted">
            {data.isUsed
              ? `Utilisé, ${counted(data.typed, 'numéro saisi', 'numéros saisis')}. Le registre des traitements le dit.`
              : 'Non utilisé. L’ostéopathie n’étant pas remboursée, vous n’en avez sans doute pas besoin.'}
          </p>
        </div>
        <Button
          onClick={() => setAsked(true)}
          aria-label={`${data.isUsed ? 'Ne plus utiliser' : 'Utiliser'}\u00a0: numéro de sécurité sociale`}
        >
          {data.isUsed ? 'Ne plus utiliser…' : 'Utiliser…'}
        </Button>
      </div>
      {isAsked && (data.isUsed ? <StopDialog typed={data.typed} onClose={close} /> : <StartDialog onClose={close} />)}
    </Card>
  );
}

function StartDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const start = useContractMutation('nir.start');
  const onSuccess = (): void => {
    showToast({ text: 'Le champ paraît dans l’identité des patients.' });
    onClose();
  };
  return (
    <ConfirmDialog
      title={'Utiliser le numéro de sécurité sociale\u202f?'}
      keep="Ne pas l’utiliser"
      confirm="Utiliser le numéro"
      busy={start.isPending}
      onConfirm={() => start.mutate({}, { onSuccess })}
      onClose={onClose}
    >
      <p>
        Le décret 2019-341 du 19 avril 2019 dit qui peut utiliser ce numéro, et pour quoi. Rien n’y autorise clairement
        un ostéopathe exclusif, et vos soins ne sont pas remboursés.
      </p>
      <p>
        Si vous l’utilisez quand même, vous devez pouvoir dire pour quel usage. Le registre des traitements portera une
        ligne de plus, et le journal garde la date de votre décision.
      </p>
      <p>Le numéro se lit dans l’identité du patient, nulle part ailleurs : ni liste, ni recherche, ni impression.</p>
      {start.error && <FormError error={start.error.error} />}
    </ConfirmDialog>
  );
}

function StopDialog({ typed, onClose }: { readonly typed: number; readonly onClose: () => void }): ReactNode {
  const [erase, setErase] = useState(true);
  const stop = useContractMutation('nir.stop');
  const onSuccess = ({ erased }: { readonly erased: number }): void => {
    showToast({
      text: erased > 0 ? `${counted(erased, 'numéro effacé', 'numéros effacés')}.` : 'Le champ ne paraît plus.',
    });
    onClose();
  };
  return (
    <ConfirmDialog
      title={'Ne plus utiliser le numéro de sécurité sociale\u202f?'}
      keep="Continuer à l’utiliser"
      confirm={typed > 0 && erase ? `Effacer ${counted(typed, 'numéro')}` : 'Ne plus l’utiliser'}
      busy={stop.isPending}
      onConfirm={() => stop.mutate({ erase: typed > 0 && erase }, { onSuccess })}
      onClose={onClose}
    >
      {typed === 0 ? (
        <p>Aucun numéro n’est saisi. Le champ disparaît de l’identité des patients.</p>
      ) : (
        <fieldset className={styles.choices}>
          <legend>
            {typed === 1
              ? 'Que faire du numéro saisi'
              : `Que faire des ${counted(typed, 'numéro saisi', 'numéros saisis')}`}
            {'\u202f?'}
          </legend>
          <label className={styles.choice}>
            <input type="radio" name="nirs" checked={erase} onChange={() => setErase(true)} />
            <strong>Les effacer pour toujours</strong>
            <span>Les sauvegardes d’avant les contiennent encore, chiffrés, jusqu’à leur fin.</span>
          </label>
          <label className={styles.choice}>
            <input type="radio" name="nirs" checked={!erase} onChange={() => setErase(false)} />
            <strong>Les garder cachés</strong>
            <span>Ils reparaissent si vous utilisez de nouveau le numéro.</span>
          </label>
        </fieldset>
      )}
      {stop.error && <FormError error={stop.error.error} />}
    </ConfirmDialog>
  );
}
