import { IconArrowBackUp, IconCircleCheck, IconHistory, IconTrash } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { BroughtBack, FileComparison } from '../../../shared/contract/bringBack.ts';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { momentText } from '../../components/momentText.ts';
import { Notice } from '../../components/Notice.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { dropToast, showToast } from '../../state/toast.ts';
import { BelongingsNotice } from './BelongingsNotice.tsx';
import { bringingOf, bringsErased, countOf, suggestedChoice, wholeChoice, type Choice } from './choice.ts';
import { ConsultationDifference } from './ConsultationDifference.tsx';
import { TextDifferenceRow } from './TextDifferenceRow.tsx';
import { ValueDifferenceRow } from './ValueDifferenceRow.tsx';
import type { OpenedMoment } from './MomentChoice.tsx';
import styles from './BringBack.module.css';

/** The file of then beside the file of today, and what is to come back. */
export function ComparisonStep({
  opened,
  compared,
  onChanged,
  onBack,
}: {
  readonly opened: OpenedMoment;
  readonly compared: FileComparison;
  /** The file of today changed: it is compared anew. */
  readonly onChanged: () => void;
  readonly onBack: () => void;
}): ReactNode {
  // What was ticked on another comparison says nothing of this one.
  const [ticked, setTicked] = useState<{ readonly of: FileComparison; readonly choice: Choice } | null>(null);
  const choice = ticked?.of === compared ? ticked.choice : suggestedChoice(compared);
  const setChoice = (next: Choice): void => setTicked({ of: compared, choice: next });
  const [brought, setBrought] = useState<BroughtBack | null>(null);
  const [refusal, refuse] = useRefusal();
  const [isBusy, setBusy] = useState(false);
  // Ctrl Z takes back what was brought as long as the copy is open, and not a page later.
  useEffect(() => dropToast, []);

  const bringing = bringingOf(compared, choice);
  const isErased = bringsErased(compared, choice);
  const isNew = compared.presence === 'absent' || compared.presence === 'erased';
  const isReady =
    compared.presence !== 'in-bin' &&
    (isNew || countOf(bringing) > 0) &&
    (!isErased || choice.acceptsErased) &&
    !isBusy;

  async function bring(): Promise<void> {
    setBusy(true);
    const result = await invoke('bringBack.bring', bringing);
    setBusy(false);
    refuse(result.ok ? null : result.error);
    if (!result.ok) return;
    setBrought(result.value);
    showToast({ text: broughtText(result.value), undo: () => void undo() });
    onChanged();
  }

  async function undo(): Promise<void> {
    const result = await invoke('bringBack.undo', {});
    refuse(result.ok ? null : result.error);
    setBrought(null);
    onChanged();
  }
  useCommand('main', () => void bring(), isReady && brought === null);

  return (
    <>
      <RefusalNotice refusal={refusal} />
      {brought !== null ? (
        <BroughtNotice brought={brought} onUndo={() => void undo()} />
      ) : (
        <PresenceNotice compared={compared} />
      )}
      <Heading opened={opened} compared={compared} onBack={onBack} />
      <Differences compared={compared} choice={choice} onChoice={setChoice} />
      {brought === null && compared.presence !== 'in-bin' && <BelongingsNotice belongings={compared.belongings} />}
      {brought === null && compared.presence !== 'in-bin' && (
        <div className={styles.foot}>
          {isErased && (
            <Checkbox
              label="Ce qui a été effacé peut revenir"
              checked={choice.acceptsErased}
              onChange={(acceptsErased) => setChoice({ ...choice, acceptsErased })}
            />
          )}
          <Button variant="primary" size="lg" keys="Ctrl Entrée" disabled={!isReady} onClick={() => void bring()}>
            {isNew ? 'Rapporter ce dossier' : 'Rapporter ce qui est choisi'}
          </Button>
          {!isNew && (
            <Button size="lg" icon={IconHistory} onClick={() => setChoice(wholeChoice(compared, choice.acceptsErased))}>
              Tout choisir, comme c’était
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Heading({
  opened,
  compared,
  onBack,
}: {
  readonly opened: OpenedMoment;
  readonly compared: FileComparison;
  readonly onBack: () => void;
}): ReactNode {
  const { day, time } = momentText(opened.time, useTimeZone(), useToday());
  const { same, newer } = compared;
  const facts = [
    same > 0 && `${same} consultation${same > 1 ? 's' : ''} identique${same > 1 ? 's' : ''}`,
    newer > 0 && `${newer} plus récente${newer > 1 ? 's' : ''}, gardée${newer > 1 ? 's' : ''}`,
  ].filter((fact) => fact !== false);
  return (
    <div className="between">
      <div>
        <h2>{compared.displayName}</h2>
        <p className="soft">
          {day}, {time}, sur {opened.label}
          {facts.length > 0 && ` · ${facts.join(', ')}`}
        </p>
      </div>
      <Button size="sm" onClick={onBack}>
        Un autre dossier
      </Button>
    </div>
  );
}

function Differences({
  compared,
  choice,
  onChoice,
}: {
  readonly compared: FileComparison;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}): ReactNode {
  const { presence, values, texts, consultations } = compared;
  const isNew = presence !== 'present';
  if (presence === 'in-bin') return null;
  if (values.length + texts.length + consultations.length === 0)
    return (
      <Card>
        <p className={styles.nothing}>Rien à rapporter&nbsp;: ce dossier est le même aujourd’hui.</p>
      </Card>
    );
  return (
    <>
      {values.length > 0 && (
        <Card title="Identité et contact">
          {values.map((value) => (
            <ValueDifferenceRow key={value.field} value={value} choice={choice} onChoice={onChoice} />
          ))}
        </Card>
      )}
      {texts.length > 0 && (
        <Card title="Antécédents et textes du dossier">
          {texts.map((text) => (
            <TextDifferenceRow key={text.field} text={text} isWhole={isNew} choice={choice} onChoice={onChoice} />
          ))}
        </Card>
      )}
      {consultations.length > 0 && (
        <Card title="Consultations">
          {consultations.map((each) => (
            <ConsultationDifference key={each.consultationId} former={each} choice={choice} onChoice={onChoice} />
          ))}
        </Card>
      )}
    </>
  );
}

function PresenceNotice({ compared }: { readonly compared: FileComparison }): ReactNode {
  const zone = useTimeZone();
  const { presence, erasedAt } = compared;
  if (presence === 'in-bin')
    return (
      <Notice
        tone="warn"
        icon={IconTrash}
        action={
          <Button size="sm" onClick={() => navigate({ screen: 'bin' })}>
            Ouvrir la corbeille
          </Button>
        }
      >
        Ce dossier est dans la corbeille. Reprenez-le de là&nbsp;: il y est tel qu’il était en partant.
      </Notice>
    );
  if (presence === 'absent')
    return (
      <Notice icon={IconHistory}>Ce dossier n’est plus dans le coffre. Il revient entier, avec ses historiques.</Notice>
    );
  if (presence === 'erased' && erasedAt !== null)
    return (
      <Notice tone="warn" icon={IconTrash}>
        Ce dossier a été effacé définitivement le {formatLongDate(legalDay(erasedAt, zone))}. Le rapporter le fait
        revenir dans le coffre et dans les prochaines sauvegardes. Si la personne a demandé l’effacement, ne le
        rapportez pas.
      </Notice>
    );
  return null;
}

function BroughtNotice({ brought, onUndo }: { readonly brought: BroughtBack; readonly onUndo: () => void }): ReactNode {
  return (
    <Notice
      tone="ok"
      icon={IconCircleCheck}
      action={
        <span className="row">
          <Button size="sm" icon={IconArrowBackUp} onClick={onUndo}>
            Annuler
          </Button>
          <Button size="sm" onClick={() => navigate({ screen: 'patientFile', patientId: brought.patientId })}>
            Ouvrir le dossier
          </Button>
        </span>
      }
    >
      {broughtText(brought)}
    </Notice>
  );
}

function broughtText({ isNewFile, consultations, texts, values }: BroughtBack): string {
  const parts = [
    isNewFile && 'le dossier',
    consultations > 0 && `${consultations} consultation${consultations > 1 ? 's' : ''}`,
    texts > 0 && `${texts} texte${texts > 1 ? 's' : ''}`,
    values > 0 && `${values} information${values > 1 ? 's' : ''}`,
  ].filter((part) => part !== false);
  return `Rapporté\u00a0: ${parts.join(', ')}.`;
}
