import { IconSnowflake } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { useIsTitular } from '../../state/session.ts';
import styles from './PatientFile.module.css';

/** A limitation goes on (art. 18 RGPD): says so above the file, with the door to its request. */
export function FrozenBand({ patientId, since }: { readonly patientId: string; readonly since: number }): ReactNode {
  const zone = useTimeZone();
  return (
    <div className={styles.refusal}>
      <Notice
        tone="warn"
        icon={IconSnowflake}
        action={
          useIsTitular() && (
            <Button size="sm" onClick={() => navigate({ screen: 'requests', patientId })}>
              Voir la demande
            </Button>
          )
        }
      >
        Dossier gelé depuis le {legalDayText(since, zone)}, à la demande du patient (article 18 du RGPD) : il se lit,
        rien n’y est changé ni détruit.
      </Notice>
    </div>
  );
}
