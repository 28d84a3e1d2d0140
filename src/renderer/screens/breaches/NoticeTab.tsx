import { IconCopy, IconFileDownload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { BreachNotice, FormSection } from '../../../shared/contract/breaches.ts';
import { needsDelayReason } from '../../../shared/domain/breach.ts';
import { legalDayText, legalTime } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useNow } from '../../state/clock.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import type { BreachTabProps } from './breachEditor.ts';
import styles from './Breaches.module.css';
import { SentDialog } from './SentDialog.tsx';

/** The CNIL's form, field by field to be copied into its page, and what was sent. */
export function NoticeTab({ breach, values, change, flush }: BreachTabProps): ReactNode {
  const [isSending, setSending] = useState(false);
  const [refusal, refuse] = useRefusal();
  const now = useNow();
  const { summary, notices, form } = breach;
  const isLate = notices.length === 0 && needsDelayReason(values.awareAt, now);

  async function exportForm(): Promise<void> {
    await flush();
    const result = await invoke('breaches.exportForm', { breachId: summary.id });
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok) showToast({ text: `${result.value.fileName} est enregistré.` });
  }

  return (
    <div className={styles.columns}>
      <div>
        {isLate && (
          <Card title="Motifs du retard" padded>
            <TextArea
              label="Pourquoi la notification part après 72 heures"
              hint="Article 33(1), seconde phrase."
              value={values.delayReason}
              onChange={(delayReason) => change({ delayReason })}
            />
          </Card>
        )}
        {form.map((section) => (
          <Section key={section.title} section={section} />
        ))}
      </div>
      <aside>
        <Card title="Envoyer" padded>
          <ol className={styles.steps}>
            <li>Ouvrez notifications.cnil.fr dans votre navigateur.</li>
            <li>Copiez chaque champ, dans l’ordre, avec son bouton.</li>
            <li>Notez ici le numéro de récépissé que la CNIL vous donne.</li>
          </ol>
          <p className="small muted">
            Une notification incomplète part à temps, une complémentaire la suit. Source : article 33(4) du RGPD.
          </p>
          <RefusalNotice refusal={refusal} />
          <div className={styles.buttons}>
            <Button variant="primary" onClick={() => void flush().then(() => setSending(true))}>
              Déclarer envoyée…
            </Button>
            <Button icon={IconFileDownload} onClick={() => void exportForm()}>
              Enregistrer en PDF
            </Button>
          </div>
        </Card>
        <Notices notices={notices} />
      </aside>
      {isSending && (
        <SentDialog breachId={summary.id} isFirst={notices.length === 0} onClose={() => setSending(false)} />
      )}
    </div>
  );
}

function Section({ section }: { readonly section: FormSection }): ReactNode {
  return (
    <Card title={section.title}>
      <ul>
        {section.fields.map(({ label, value }) => (
          <li key={label} className="item">
            <div className="grow">
              <p className="small muted">{label}</p>
              <p className={styles.value}>{value}</p>
            </div>
            <Button
              size="sm"
              variant="quiet"
              icon={IconCopy}
              aria-label={`Copier\u00a0: ${label}`}
              onClick={() => void copy(label, value)}
            >
              Copier
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

async function copy(label: string, value: string): Promise<void> {
  await navigator.clipboard.writeText(value);
  showToast({ text: `Copié\u00a0: ${label}.` });
}

function Notices({ notices }: { readonly notices: readonly BreachNotice[] }): ReactNode {
  const zone = useTimeZone();
  const [refusal, refuse] = useRefusal();
  if (notices.length === 0) return null;

  async function save(documentId: string): Promise<void> {
    const result = await invoke('documents.save', { documentId });
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
  }

  return (
    <Card title="Envoyées, gardées telles quelles">
      <ul>
        {notices.map(({ id, kind, sentAt, receipt, documentId }) => (
          <li key={id} className="item">
            <div className="grow">
              <strong>{kind === 'initial' ? 'Initiale' : 'Complémentaire'}</strong>
              <p className="small muted">
                Le {legalDayText(sentAt, zone)} à {legalTime(sentAt, zone)}, récépissé {receipt}
              </p>
            </div>
            <Button
              size="sm"
              variant="quiet"
              aria-label={`Enregistrer ${receipt}`}
              onClick={() => void save(documentId)}
            >
              Enregistrer
            </Button>
          </li>
        ))}
      </ul>
      <RefusalNotice refusal={refusal} />
    </Card>
  );
}
