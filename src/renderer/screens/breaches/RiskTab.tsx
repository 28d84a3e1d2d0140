import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dutiesOfBreach, riskOfBreach } from '../../../shared/domain/breach.ts';
import { answerSentences, RISKS } from '../../../shared/french/breachWords.ts';
import { Card } from '../../components/Card.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import type { BreachTabProps } from './breachEditor.ts';
import styles from './Breaches.module.css';

/** Guided questions, what follows from them at once, and the practitioner's own last word. */
export function RiskTab(props: BreachTabProps): ReactNode {
  return (
    <div className={styles.columns}>
      <div>
        <Questions {...props} />
        <Consequences {...props} />
      </div>
      <aside>
        <Verdict {...props} />
      </aside>
    </div>
  );
}

const YES_NO = [
  { value: 'yes', label: 'Oui' },
  { value: 'no', label: 'Non' },
] as const;

function Questions({ values, change }: BreachTabProps): ReactNode {
  const lost = values.integrity || values.availability;
  return (
    <Card title="Questions" padded>
      <div className={styles.form}>
        <p className="small muted">Sans réponse, c’est le pire qui compte : le doute ne rassure pas.</p>
        {values.confidentiality && (
          <SelectField
            label="Les données sont-elles chiffrées, sans rien pour les ouvrir ?"
            hint="Clé de sauvegarde ou disque chiffré, sans la phrase ni la feuille de secours. Article 34(3)(a)."
            placeholder="Je ne sais pas"
            clearable
            choices={YES_NO}
            value={yesNo(values.isUnreadable)}
            onChange={(value) => change({ isUnreadable: isYes(value) })}
          />
        )}
        {values.confidentiality && values.isUnreadable !== true && (
          <SelectField
            label="Qui a pu les voir ?"
            placeholder="Je ne sais pas"
            clearable
            choices={[
              { value: 'nobody', label: 'Personne, et c’est certain' },
              { value: 'bound', label: 'Une personne tenue au secret, qui confirme les avoir effacées' },
              { value: 'anybody', label: 'N’importe qui' },
            ]}
            value={values.reader}
            onChange={(reader) => change({ reader })}
          />
        )}
        {lost && (
          <SelectField
            label="Les données sont-elles revenues ?"
            placeholder="Je ne sais pas"
            clearable
            choices={[
              { value: 'in-time', label: 'Oui, à temps pour les soins' },
              { value: 'late', label: 'Oui, trop tard pour une partie des soins' },
              { value: 'never', label: 'Non, et elles ne reviendront pas' },
            ]}
            value={values.recovery}
            onChange={(recovery) => change({ recovery })}
          />
        )}
        <SelectField
          label="De quelles données s’agit-il ?"
          placeholder="Je ne sais pas"
          clearable
          choices={[
            { value: 'health', label: 'Des données de santé' },
            { value: 'identity', label: 'Des identités et coordonnées seules' },
          ]}
          value={values.data}
          onChange={(data) => change({ data })}
        />
        <SelectField
          label="Une conséquence grave est-elle à craindre pour quelqu’un ?"
          hint="Usurpation d’identité, révélation à un proche ou un employeur, soin faussé."
          placeholder="Je ne sais pas"
          clearable
          choices={YES_NO}
          value={yesNo(values.isGrave)}
          onChange={(value) => change({ isGrave: isYes(value) })}
        />
      </div>
    </Card>
  );
}

function Consequences({ values, change }: BreachTabProps): ReactNode {
  return (
    <Card title="Conséquences et mesures" padded>
      <div className={styles.form}>
        <TextArea
          label="Conséquences probables"
          hint="Article 33(3)(c)."
          value={values.consequences}
          onChange={(consequences) => change({ consequences })}
        />
        <TextArea
          label="Protections en place avant"
          value={values.measuresBefore}
          onChange={(measuresBefore) => change({ measuresBefore })}
        />
        <TextArea
          label="Ce que vous avez fait, ou ferez"
          hint="Article 33(3)(d)."
          value={values.measuresTaken}
          onChange={(measuresTaken) => change({ measuresTaken })}
        />
      </div>
    </Card>
  );
}

function Verdict({ values, change }: BreachTabProps): ReactNode {
  const reckoned = riskOfBreach(values, values);
  const risk = values.ownRisk ?? reckoned;
  const duties = dutiesOfBreach(risk, values.exemption);
  return (
    <Card title={RISKS[risk]} padded>
      <div className={styles.form}>
        <Notice tone={risk === 'none' ? 'ok' : 'warn'} icon={risk === 'none' ? IconShieldCheck : IconAlertTriangle}>
          {duties.notifiesAuthority ? 'Notifiez la CNIL dans les 72 heures.' : 'La CNIL n’est pas à notifier.'}{' '}
          {duties.informsPersons ? 'Informez chaque personne concernée.' : 'Les personnes n’ont pas à être informées.'}
          {duties.informsPublicly && ' Une communication publique remplace les lettres.'}
        </Notice>
        <ul className={styles.reasons}>
          {answerSentences(values).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p className="small muted">
          Articles 33(1), 34(1) et 34(3) du RGPD ; critères du comité européen, lignes directrices 9/2022.
        </p>
        <SelectField
          label="Votre propre avis, s’il diffère"
          placeholder="Le même"
          clearable
          choices={(['none', 'risk', 'high'] as const).map((value) => ({ value, label: RISKS[value] }))}
          value={values.ownRisk}
          onChange={(ownRisk) => change({ ownRisk })}
        />
        {values.ownRisk !== null && (
          <TextArea
            label="Ses raisons"
            value={values.ownRiskReason}
            onChange={(ownRiskReason) => change({ ownRiskReason })}
            error={values.ownRiskReason.trim() === '' ? 'Dites pourquoi : la CNIL le demandera.' : undefined}
          />
        )}
        {risk === 'high' && (
          <SelectField
            label="Une exception évite-t-elle d’informer chacun ?"
            choices={[
              { value: 'none', label: 'Non, chacun est informé' },
              { value: 'measures', label: 'Oui, des mesures écartent le risque élevé, 34(3)(b)' },
              { value: 'effort', label: 'Oui, effort disproportionné : communication publique, 34(3)(c)' },
            ]}
            value={values.exemption}
            onChange={(exemption) => change({ exemption: exemption ?? 'none' })}
          />
        )}
        {risk === 'high' && values.exemption !== 'none' && (
          <TextArea
            label="Pourquoi cette exception"
            value={values.exemptionReason}
            onChange={(exemptionReason) => change({ exemptionReason })}
          />
        )}
      </div>
    </Card>
  );
}

function yesNo(value: boolean | null): 'yes' | 'no' | null {
  if (value === null) return null;
  return value ? 'yes' : 'no';
}

function isYes(value: 'yes' | 'no' | null): boolean | null {
  return value === null ? null : value === 'yes';
}
