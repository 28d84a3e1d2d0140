import { useState, type ReactNode } from 'react';
import type { Input } from '../../../shared/contract/index.ts';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FormError } from '../../components/FormError.tsx';
import { RemoveCopy } from '../../components/RemoveCopy.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import grid from '../../components/formGrid.module.css';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { useIsTitular, useStatus } from '../../state/session.ts';
import { PassphraseDialog } from './PassphraseDialog.tsx';
import { PinDialog } from './PinDialog.tsx';
import { RecoverySheetDialog } from './RecoverySheetDialog.tsx';
import styles from './Settings.module.css';

const idleChoices = [1, 2, 3, 5, 10, 15, 20, 30, 60].map((minutes) => ({
  value: String(minutes),
  label: minutes === 1 ? '1 minute' : `${minutes} minutes`,
}));
const pinChoices = [
  { value: '0.5', label: '30 minutes' },
  { value: '1', label: '1 heure' },
  { value: '2', label: '2 heures' },
  { value: '4', label: '4 heures' },
];

/** What opens the vault, and when it closes by itself. */
export function AccessSection(): ReactNode {
  const [opened, setOpened] = useState<'passphrase' | 'pin' | 'pin-removal' | 'sheet' | null>(null);
  const isTitular = useIsTitular();
  const { hasPin, readingCopy } = useStatus();
  const { data: security } = useContractQuery('vault.security', {}, { enabled: isTitular });
  const { data: settings } = useContractQuery('settings.get', {});
  const update = useContractMutation('settings.update');
  const ofCopy = useContractMutation('readingCopy.changePreferences');
  const choose = (preferences: Input<'readingCopy.changePreferences'>): void =>
    readingCopy === null ? update.mutate({ preferences }) : ofCopy.mutate(preferences);
  const refused = update.error ?? ofCopy.error;
  const timeZone = useTimeZone();
  const dateOf = (kind: 'passphrase' | 'recovery'): string | null => {
    const newest = Math.max(
      ...(security?.slots ?? []).filter((slot) => slot.kind === kind).map((slot) => slot.createdAt),
    );
    return Number.isFinite(newest) ? formatLongDate(legalDay(newest, timeZone)) : null;
  };
  const close = (): void => setOpened(null);

  return (
    <div className={styles.cards}>
      <Card title="Ce qui ouvre le coffre">
        {readingCopy === null ? (
          <Access
            name="Phrase de passe"
            detail={since('Choisie le', dateOf('passphrase'))}
            action={<Button onClick={() => setOpened('passphrase')}>Changer la phrase</Button>}
          />
        ) : (
          <Access name="Phrase de passe" detail="Celle du cabinet. Elle se change sur son ordinateur." action={null} />
        )}
        <Access
          name="Code PIN"
          detail={
            hasPin
              ? 'Il rouvre l’écran masqué, tant que le coffre est ouvert.'
              : 'Sans code, l’écran ne se masque pas\u00a0: le coffre se verrouille.'
          }
          action={
            hasPin ? (
              <>
                <Button variant="quiet" onClick={() => setOpened('pin-removal')}>
                  Retirer le code
                </Button>
                <Button onClick={() => setOpened('pin')}>Changer le code</Button>
              </>
            ) : (
              <Button onClick={() => setOpened('pin')}>Choisir un code</Button>
            )
          }
        />
        {isTitular && (
          <>
            <Access
              name="Feuille de secours"
              detail={since('Imprimée le', dateOf('recovery'))}
              action={<Button onClick={() => setOpened('sheet')}>Nouvelle feuille</Button>}
            />
            <Access
              name="Confrères"
              detail="Un remplaçant ou un collaborateur ouvre le coffre avec sa propre phrase."
              action={<Button onClick={() => navigate({ screen: 'practitioners' })}>Accès des confrères</Button>}
            />
          </>
        )}
      </Card>
      {(isTitular || readingCopy !== null) && settings && (
        <Card title="Quand il se ferme tout seul" padded>
          <div className={grid.form}>
            <div className={grid.half}>
              <SelectField
                label="Masquer l’écran sans activité après"
                choices={idleChoices}
                value={String(settings.preferences.idleMinutes)}
                onChange={(value) => value !== null && choose({ idleMinutes: Number(value) })}
              />
            </div>
            <div className={grid.half}>
              <SelectField
                label="Redemander la phrase après"
                hint="Le code suffit jusque-là. Jamais au-delà d’une mise en veille."
                choices={pinChoices}
                value={String(settings.preferences.pinHours)}
                onChange={(value) => value !== null && choose({ pinHours: Number(value) })}
              />
            </div>
          </div>
          {refused && <FormError error={refused.error} />}
        </Card>
      )}
      {readingCopy !== null && (
        <Card title="Cette copie">
          <Access
            name="Journal d’accès"
            detail="Les dossiers lus sur ce poste sont notés dans la copie, et gardés à chaque mise à jour."
            action={<Button onClick={() => navigate({ screen: 'accessLog' })}>Voir le journal</Button>}
          />
          <Access name="Fin de la copie" detail="Le coffre du cabinet n’en est pas touché." action={<RemoveCopy />} />
        </Card>
      )}
      {opened === 'passphrase' && <PassphraseDialog onClose={close} />}
      {opened === 'pin' && <PinDialog onClose={close} />}
      {opened === 'pin-removal' && <PinDialog removes onClose={close} />}
      {opened === 'sheet' && <RecoverySheetDialog onClose={close} />}
    </div>
  );
}

function Access({
  name,
  detail,
  action,
}: {
  readonly name: string;
  readonly detail: string;
  readonly action: ReactNode;
}): ReactNode {
  return (
    <div className={styles.line}>
      <div className="grow">
        <strong>{name}</strong>
        <p className="small muted">{detail}</p>
      </div>
      {action}
    </div>
  );
}

function since(verb: string, date: string | null): string {
  return date === null ? '' : `${verb} ${date}`;
}
